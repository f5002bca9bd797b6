package io.dbintel.udfs.scrub;

import io.dbintel.udfs.logs.ScrubbedLog;
import io.dbintel.udfs.pii.Detection;
import io.dbintel.udfs.pii.RuleAction;
import io.dbintel.udfs.pii.ScrubbedText;
import io.dbintel.udfs.plans.ScrubbedPlan;
import io.dbintel.udfs.scrub.Scrubbed.Statement;
import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlScrubber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scrubs texts of every kind. Never fails, whatever the text. Not thread-safe. */
public final class Scrubber {
  /** Counts literals and parameters of statements. */
  public static final String LITERAL = "literal";

  /** Counts keys, values and lines of a plan that are not known. */
  public static final String UNKNOWN_KEY = "unknown-key";

  /** Counts log messages whose shape is not known. */
  public static final String UNKNOWN_MESSAGE = "unknown-message";

  private final Scrubbers scrubbers;
  private final Findings findings;

  /**
   * @throws IllegalArgumentException naming the rule that is wrong or lacks its key
   */
  public Scrubber(ScrubOptions options) {
    scrubbers = new Scrubbers(options);
    findings = new Findings(options.rules());
  }

  /** A text of this kind; rules that ask for a field see the kind's id. */
  public Scrubbed scrub(ScrubKind kind, String text) {
    return scrub(kind, kind.id(), text);
  }

  /**
   * @param field what the rules for free text know the text by; of no meaning for other kinds
   */
  public Scrubbed scrub(ScrubKind kind, String field, String text) {
    return switch (kind) {
      case SQL -> sql(text);
      case PLAN -> plan(text);
      case LOG -> log(text);
      case TEXT -> text(field, text);
    };
  }

  private Scrubbed sql(String text) {
    SqlScrubber sql = scrubbers.sql();
    ScrubbedSql scrubbed = sql.scrub(text);
    String summary = sql.summary(text).summary();
    List<Detection> detections = found(ScrubKind.SQL, text, scrubbed.text());
    count(detections, LITERAL, RuleAction.REDACT, sql.literals(text));
    return new Scrubbed(
        scrubbed.text(),
        scrubbed.fingerprintId(),
        emptyToNull(summary),
        scrubbed.truncated(),
        detections,
        scrubbed.text().indexOf(';') < 0 ? List.of() : statements(text));
  }

  private List<Statement> statements(String text) {
    SqlScrubber sql = scrubbers.sql();
    List<ScrubbedSql> statements = sql.statements(text);
    if (statements.size() < 2) {
      return List.of();
    }
    return statements.stream()
        .map(one -> new Statement(one.fingerprintId(), summary(one)))
        .toList();
  }

  private Scrubbed plan(String text) {
    ScrubbedPlan scrubbed = scrubbers.plans().scrub(text);
    List<Detection> detections = found(ScrubKind.PLAN, text, scrubbed.text());
    count(detections, UNKNOWN_KEY, RuleAction.DROP_FIELD, scrubbed.dropped());
    Optional<ScrubbedSql> query = scrubbed.query();
    return new Scrubbed(
        scrubbed.text(),
        query.map(ScrubbedSql::fingerprintId).orElse(null),
        query.map(this::summary).orElse(null),
        scrubbed.truncated(),
        detections,
        List.of());
  }

  private Scrubbed log(String text) {
    ScrubbedLog scrubbed = scrubbers.logs().scrub(text);
    List<Detection> detections = found(ScrubKind.LOG, text, scrubbed.text());
    count(detections, UNKNOWN_MESSAGE, RuleAction.REDACT, scrubbed.unknown());
    return new Scrubbed(scrubbed.text(), null, null, scrubbed.truncated(), detections, List.of());
  }

  private Scrubbed text(String field, String text) {
    ScrubbedText scrubbed = scrubbers.texts().scrub(field, text);
    return new Scrubbed(scrubbed.text(), null, null, false, scrubbed.detections(), List.of());
  }

  /** What a statement does survives scrubbing it. */
  private String summary(ScrubbedSql statement) {
    return emptyToNull(scrubbers.sql().summary(statement.text()).summary());
  }

  private List<Detection> found(ScrubKind kind, String before, String after) {
    return new ArrayList<>(findings.of(kind, before, after));
  }

  private static void count(List<Detection> detections, String rule, RuleAction action, int count) {
    if (count > 0) {
      detections.add(new Detection(rule, null, action, count));
    }
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
