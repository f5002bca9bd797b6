package io.dbintel.udfs.plans;

import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Items;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scrubs plans of PostgreSQL 13 to 18: output of EXPLAIN in any format, bodies of auto_explain
 * entries with or without their {@code duration: … plan:} line, and fragments of either. Never
 * fails: any characters in, a safe text of the same format out. Scrubbing a scrubbed plan changes
 * nothing. Reuses its buffers, so not thread-safe.
 */
public final class PlanScrubber {
  /**
   * Longer plans, in characters, are not read; the largest record of the plans topic is shorter.
   */
  static final int LONGEST = 32 << 20;

  private static final Pattern PREFIX =
      Pattern.compile("\\s{0,9}(duration: \\d{1,20}(?:\\.\\d{1,9})? ms  plan:)[ \\t\\r]*(?:\\n|$)");
  private static final Pattern YAML_START =
      Pattern.compile(
          "(?:- [A-Z][A-Za-z -]{0,40}:[ \"\\r\\n]|Query Text: \"|Plan:[ \\t\\r]*(\\n|\"\\?\"|\\{\\}|\\[\\])|Node Type: ).*");
  private static final String CUT_BY_RDS = "[Your log message was truncated]";

  private final PlanOptions options;
  private final PlanTexts texts;

  /**
   * @param sql how the server reads the statement that an auto_explain entry carries
   */
  public PlanScrubber(PlanOptions options, SqlOptions sql) {
    this.options = options;
    this.texts = new PlanTexts(new SqlScrubber(sql), options);
  }

  public PlanScrubber(PlanOptions options) {
    this(options, SqlOptions.DEFAULT);
  }

  public PlanScrubber() {
    this(PlanOptions.DEFAULT);
  }

  public ScrubbedPlan scrub(String plan) {
    Tally tally = new Tally();
    Matcher prefix = PREFIX.matcher(plan);
    boolean prefixed = prefix.lookingAt();
    String body = uncut(plan.substring(prefixed ? prefix.end() : 0).stripTrailing(), tally);
    PlanFormat format = formatOf(body.stripLeading());
    String scrubbed = body(format == PlanFormat.TEXT ? body : body.strip(), format, tally);
    return tally.plan(prefixed ? prefix.group(1) + '\n' + scrubbed : scrubbed, format);
  }

  static PlanFormat formatOf(String body) {
    if (body.startsWith("{") || body.startsWith("[")) {
      return PlanFormat.JSON;
    }
    if (body.startsWith("<")) {
      return PlanFormat.XML;
    }
    return YAML_START.matcher(body).lookingAt() ? PlanFormat.YAML : PlanFormat.TEXT;
  }

  private String body(String body, PlanFormat format, Tally tally) {
    if (body.length() > LONGEST) {
      tally.truncate();
      return placeholder(format);
    }
    TreeScrubber tree = new TreeScrubber(texts, options, tally);
    Optional<String> scrubbed =
        switch (format) {
          case JSON ->
              TokenReader.json(body, tally)
                  .flatMap(tree::document)
                  .map(value -> JsonWriter.write(value, body.indexOf('\n') >= 0));
          case YAML ->
              TokenReader.yaml(body, tally)
                  .flatMap(tree::document)
                  .filter(PlanScrubber::holdsSomething)
                  .map(YamlWriter::write);
          case XML ->
              XmlReader.read(body, tally)
                  .flatMap(tree::document)
                  .filter(PlanScrubber::holdsSomething)
                  .map(value -> XmlWriter.write((Group) value));
          // White space goes from expressions, so that an end may look like the marker only now.
          case TEXT ->
              new TextScrubber(texts, options, tally).plan(body).map(text -> uncut(text, tally));
        };
    return scrubbed.orElseGet(() -> body.isEmpty() ? "" : placeholder(format));
  }

  private static boolean holdsSomething(PlanValue value) {
    return value instanceof Group group
        ? !group.entries().isEmpty()
        : value instanceof Items items
            && items.values().stream().anyMatch(PlanScrubber::holdsSomething);
  }

  private static String placeholder(PlanFormat format) {
    return switch (format) {
      case JSON -> "{\"Plan\": \"?\"}";
      case YAML -> "Plan: \"?\"";
      case XML -> "<Plan>?</Plan>";
      case TEXT -> PlanNames.REDACTED;
    };
  }

  /** Amazon RDS ends a message that it has cut with this marker. */
  private static String uncut(String body, Tally tally) {
    String uncut = body;
    while (uncut.endsWith(CUT_BY_RDS)) {
      tally.truncate();
      uncut = uncut.substring(0, uncut.length() - CUT_BY_RDS.length()).stripTrailing();
    }
    return uncut;
  }
}
