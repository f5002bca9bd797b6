package io.dbintel.ingest.capabilities;

import java.util.Map;

/**
 * What mends a problem: one of SQL, settings, a library to load or words; and for some managed
 * services other words.
 *
 * @param set value by name of the setting
 * @param restart whether the settings need a restart
 */
record Fix(
    String sql,
    Map<String, String> set,
    boolean restart,
    String load,
    String text,
    Map<String, String> services) {

  Fix {
    set = set == null ? Map.of() : Map.copyOf(set);
    services = services == null ? Map.of() : Map.copyOf(services);
    int ways = (sql == null ? 0 : 1) + (set.isEmpty() ? 0 : 1);
    ways += (load == null ? 0 : 1) + (text == null ? 0 : 1);
    if (ways != 1) {
      throw new IllegalArgumentException("A fix is one of sql, set, load or text");
    }
  }

  /** Before the names of the target are filled in. */
  String words(ServerProfile profile, Map<String, SettingWords> byService) {
    String special = services.get(profile.managedService());
    if (special != null) {
      return special;
    }
    SettingWords words =
        byService.getOrDefault(profile.managedService(), byService.get(SettingWords.OTHER));
    if (sql != null) {
      return (profile.replica() ? "on the primary run " : "run ") + sql;
    }
    if (load != null) {
      return words.load().replace("{library}", load);
    }
    return set.isEmpty() ? text : settings(words);
  }

  private String settings(SettingWords words) {
    StringBuilder all = new StringBuilder();
    set.forEach(
        (name, value) ->
            all.append(all.isEmpty() ? "" : "; ")
                .append(
                    (restart ? words.restart() : words.set())
                        .replace("{name}", name)
                        .replace("{value}", value)));
    return all.toString();
  }

  /** How settings are changed where a service runs the server. */
  record SettingWords(String set, String restart, String load) {
    /** For services that have no words of their own. */
    static final String OTHER = "other";
  }
}
