package io.dbintel.ingest.capabilities;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Identifiers;
import io.dbintel.schemas.raw.Capabilities;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What targets may lack, read from {@code problems.yaml}. */
public final class Problems {
  private static final Problems KNOWN = new Problems(DataFile.yaml("problems.yaml", File.class));
  private static final Pattern NAME = Pattern.compile("\\{(setting )?([a-z_.]+)\\}");

  private final File file;

  private Problems(File file) {
    this.file = file;
  }

  public static Problems known() {
    return KNOWN;
  }

  /** What this server lacks for this target, the worst first. */
  public List<Finding> of(ServerProfile profile, TargetConfig target) {
    Situation situation = new Situation(profile, target);
    return file.problems().stream()
        .filter(rule -> rule.when().test(situation))
        .map(rule -> finding(rule, situation))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  List<String> codes() {
    return file.problems().stream().map(Rule::code).toList();
  }

  private Finding finding(Rule rule, Situation situation) {
    String fix = rule.fix().words(situation.profile(), file.settingsByService());
    return new Finding(
        rule.severity(),
        new Capabilities.Problem(
            rule.code(), filled(rule.message(), situation), filled(fix, situation)));
  }

  private static String filled(String text, Situation situation) {
    Matcher matcher = NAME.matcher(text);
    return matcher.replaceAll(name -> Matcher.quoteReplacement(value(name, situation)));
  }

  private static String value(MatchResult name, Situation on) {
    if (name.group(1) != null) {
      return on.profile().setting(name.group(2)).orElse("unknown");
    }
    return switch (name.group(2)) {
      case "user" -> on.target().user();
      case "role" -> Identifiers.quote(on.target().user());
      case "database" -> Identifiers.quote(on.target().database());
      case "schema" ->
          Identifiers.quote(
              on.profile().extensionSchemas().getOrDefault("pg_stat_statements", "public"));
      case "version" -> on.profile().version();
      case "service" -> on.profile().managedService();
      case "sslmode" -> on.target().sslMode().toString();
      default -> throw new IllegalArgumentException("There is no value for " + name.group());
    };
  }

  private record File(
      @JsonProperty("settings_by_service") Map<String, Fix.SettingWords> settingsByService,
      List<Rule> problems) {}

  private record Rule(String code, Severity severity, Condition when, String message, Fix fix) {}
}
