package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an entry's query. A line that ends with {@code -- servers: 14-} stands only in the
 * query for these major releases. Placeholders: {@code :max_rows}, {@code :settings_allowed} (an
 * array of the settings that may leave the server), {@code :schema(NAME)} (the schema of an
 * extension that the entry requires).
 */
final class SqlTemplate {
  private static final Pattern SERVERS = Pattern.compile("--\\s*servers:(.*)$");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<![:\\w]):(?:(schema)\\((\\w+)\\)|([a-z_]+))");
  private static final String MAX_ROWS = "max_rows";
  private static final String SETTINGS_ALLOWED = "settings_allowed";

  private SqlTemplate() {}

  /** What is wrong with a template. */
  static List<String> errors(String sql, Requirements requirements) {
    List<String> errors = new ArrayList<>();
    for (String line : sql.lines().toList()) {
      Matcher servers = SERVERS.matcher(line);
      if (servers.find() && VersionRange.parse(servers.group(1).strip()).isEmpty()) {
        errors.add("\"" + servers.group().strip() + "\" " + VersionRange.RULE);
      }
    }
    Matcher placeholder = PLACEHOLDER.matcher(SqlText.withoutLiterals(sql));
    while (placeholder.find()) {
      String extension = placeholder.group(2);
      if (extension != null && !requirements.extensions().containsKey(extension)) {
        errors.add("\"" + placeholder.group() + "\" must name an extension of requires.extensions");
      } else if (extension == null && !known(placeholder.group(3))) {
        errors.add(
            "\""
                + placeholder.group()
                + "\" must be :max_rows, :settings_allowed or :schema(EXTENSION)");
      }
    }
    return errors;
  }

  /** The query for one server. */
  static String render(String sql, ServerProfile profile, int maxRows) {
    String lines =
        sql.lines()
            .filter(line -> stands(line, profile.major()))
            .map(line -> SERVERS.matcher(line).replaceFirst(""))
            .collect(Collectors.joining("\n"));
    Matcher placeholder = PLACEHOLDER.matcher(SqlText.withoutLiterals(lines));
    StringBuilder rendered = new StringBuilder();
    int done = 0;
    while (placeholder.find()) {
      rendered.append(lines, done, placeholder.start());
      rendered.append(value(placeholder, profile, maxRows));
      done = placeholder.end();
    }
    return rendered.append(lines.substring(done)).toString();
  }

  private static boolean stands(String line, int major) {
    Matcher servers = SERVERS.matcher(line);
    return !servers.find()
        || VersionRange.parse(servers.group(1).strip()).orElseThrow().holds(major);
  }

  private static boolean known(String name) {
    return name.equals(MAX_ROWS) || name.equals(SETTINGS_ALLOWED);
  }

  private static String value(Matcher placeholder, ServerProfile profile, int maxRows) {
    if (placeholder.group(2) != null) {
      String schema = profile.extensionSchemas().get(placeholder.group(2));
      return '"' + String.valueOf(schema).replace("\"", "\"\"") + '"';
    }
    return placeholder.group(3).equals(MAX_ROWS) ? Integer.toString(maxRows) : settings();
  }

  private static String settings() {
    return new TreeSet<>(AllowedSettings.NAMES)
        .stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(",", "ARRAY[", "]::text[]"));
  }
}
