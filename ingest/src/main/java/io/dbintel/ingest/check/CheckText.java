package io.dbintel.ingest.check;

import io.dbintel.ingest.capabilities.Finding;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.TargetConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes checks as aligned text. */
final class CheckText {
  private static final int WIDTH = 110;
  private static final int LABEL = 14;

  private final PrintWriter out;

  CheckText(PrintWriter out) {
    this.out = out;
  }

  void write(List<TargetCheck> checks) {
    for (TargetCheck check : checks) {
      TargetConfig target = check.target();
      out.printf(
          "%s  %s:%d/%s as %s  %s%n",
          target.instance(),
          target.host(),
          target.port(),
          target.database(),
          target.user(),
          check.status().toUpperCase(java.util.Locale.ROOT));
      if (check.failure() == null) {
        server(check);
      } else {
        label("failed", check.failure().reason() + ": " + check.failure().getMessage());
        label("fix", check.failure().fix());
      }
      out.println();
    }
    summary(checks);
  }

  private void server(TargetCheck check) {
    ServerProfile profile = check.profile();
    label(
        "server",
        "PostgreSQL %s, %s, %s, since %s"
            .formatted(
                profile.version(),
                profile.replica() ? "standby" : "primary",
                profile.managedService().equals("none")
                    ? "no managed service"
                    : "managed by " + profile.managedService(),
                Instant.EPOCH
                    .plus(profile.postmasterStart(), ChronoUnit.MICROS)
                    .truncatedTo(ChronoUnit.SECONDS)));
    label("system", profile.systemIdentifier());
    label(
        "connection",
        "%s, sslmode %s, checked in %d ms"
            .formatted(
                profile.traits().contains(ServerProfile.TLS) ? "TLS" : "not encrypted",
                check.target().sslMode(),
                check.duration().toMillis()));
    label("extensions", pairs(profile.extensions(), " "));
    label("loaded", new TreeSet<>(profile.preloaded()));
    label("grants", new TreeSet<>(profile.grants()));
    label("settings", pairs(profile.settings(), "="));
    label("strategies", pairs(check.strategies(), ": "));
    label("lacking", check.findings().isEmpty() ? List.of() : List.of(counted(check.findings())));
    check.findings().forEach(this::finding);
  }

  private void finding(Finding finding) {
    String indent = " ".repeat(LABEL + 2);
    out.printf(
        "  %-" + LABEL + "s%s%n", "  " + finding.severity().word(), finding.problem().code());
    lines(finding.problem().message(), indent);
    lines("fix: " + finding.problem().fix(), indent);
  }

  private void label(String name, String value) {
    label(name, List.of(value));
  }

  private void label(String name, Collection<String> values) {
    StringBuilder line = new StringBuilder("  %-14s".formatted(name));
    if (values.isEmpty()) {
      line.append("none");
    }
    int inLine = 0;
    for (String value : values) {
      if (inLine > 0 && line.length() + value.length() + 2 > WIDTH) {
        out.println(line.append(','));
        line = new StringBuilder(" ".repeat(LABEL + 2));
        inLine = 0;
      }
      line.append(inLine++ == 0 ? "" : ", ").append(value);
    }
    out.println(line);
  }

  /** Breaks between words. */
  private void lines(String text, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + word.length() + 1 > WIDTH) {
        out.println(line);
        line = new StringBuilder(indent);
      }
      line.append(line.length() == indent.length() ? "" : " ").append(word);
    }
    out.println(line);
  }

  private void summary(List<TargetCheck> checks) {
    Map<String, Integer> byStatus = new TreeMap<>();
    checks.forEach(check -> byStatus.merge(check.status(), 1, Integer::sum));
    out.printf(
        "%d target%s: %s%n",
        checks.size(), checks.size() == 1 ? "" : "s", String.join(", ", counts(byStatus)));
  }

  private static List<String> counts(Map<String, Integer> byWord) {
    List<String> counts = new ArrayList<>();
    byWord.forEach((word, count) -> counts.add(count + " " + word));
    return counts;
  }

  private static String counted(List<Finding> findings) {
    Map<String, Integer> bySeverity = new java.util.LinkedHashMap<>();
    findings.forEach(finding -> bySeverity.merge(finding.severity().word(), 1, Integer::sum));
    return String.join(", ", counts(bySeverity));
  }

  private static List<String> pairs(Map<String, String> map, String between) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(map).forEach((name, value) -> pairs.add(name + between + value));
    return pairs;
  }
}
