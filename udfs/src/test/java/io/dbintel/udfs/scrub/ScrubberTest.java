package io.dbintel.udfs.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dbintel.udfs.pii.Detection;
import io.dbintel.udfs.pii.RuleAction;
import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.plans.PlanOptions;
import io.dbintel.udfs.scrub.Scrubbed.Statement;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScrubberTest {
  private static final String STATEMENT = "SELECT * FROM users WHERE email = 'ann@example.com'";
  private static final String PLAN =
      "{\"Query Text\": \"select * from users where email = 'ann@example.com'\", \"Plan\": {\"Node"
          + " Type\": \"Seq Scan\", \"Relation Name\": \"users\", \"Colour\": \"blue\", \"Filter\":"
          + " \"(email = 'ann@example.com'::text)\"}}";

  private final Scrubber scrubber = new Scrubber(ScrubOptions.standard());

  @Test
  void aStatementHasTextFingerprintSummaryAndCounts() {
    Scrubbed scrubbed = scrubber.scrub(ScrubKind.SQL, STATEMENT + " LIMIT 5");

    assertThat(scrubbed.text()).isEqualTo("SELECT * FROM users WHERE email = ? LIMIT ?");
    assertThat(scrubbed.fingerprint())
        .isEqualTo(new SqlScrubber().scrub(STATEMENT + " LIMIT 5").fingerprintId());
    assertThat(scrubbed.summary()).isEqualTo("SELECT users");
    assertThat(scrubbed.truncated()).isFalse();
    assertThat(scrubbed.detections())
        .containsExactly(
            new Detection("email", null, RuleAction.REDACT, 1),
            new Detection(Scrubber.LITERAL, null, RuleAction.REDACT, 2));
    assertThat(scrubbed.statements()).isEmpty();
  }

  @Test
  void longTextsAreLookedAtToTheirEnd() {
    String statement = "SELECT '" + "x ".repeat(100_000) + " ann@example.com'";

    assertThat(scrubber.scrub(ScrubKind.SQL, statement).detections())
        .contains(new Detection("email", null, RuleAction.REDACT, 1));
  }

  @Test
  void severalStatementsHaveAFingerprintEach() {
    Scrubbed scrubbed = scrubber.scrub(ScrubKind.SQL, "BEGIN; " + STATEMENT + "; ");

    assertThat(scrubbed.statements())
        .extracting(Statement::fingerprint, Statement::summary)
        .containsExactly(
            tuple(new SqlScrubber().scrub("begin").fingerprintId(), "BEGIN"),
            tuple(new SqlScrubber().scrub(STATEMENT).fingerprintId(), "SELECT users"));
  }

  @Test
  void oneStatementWithASemicolonIsOne() {
    assertThat(scrubber.scrub(ScrubKind.SQL, STATEMENT + ";").statements()).isEmpty();
  }

  @Test
  void aTextThatDoesNothingHasNoSummary() {
    Scrubbed scrubbed = scrubber.scrub(ScrubKind.SQL, "-- ann@example.com");

    assertThat(scrubbed.text()).isEmpty();
    assertThat(scrubbed.summary()).isNull();
    assertThat(scrubbed.detections())
        .containsExactly(new Detection("email", null, RuleAction.REDACT, 1));
  }

  @Test
  void aPlanGivesTheFingerprintOfItsStatement() {
    Scrubbed scrubbed = scrubber.scrub(ScrubKind.PLAN, PLAN);

    assertThat(scrubbed.text()).contains("(email = ?::text)").doesNotContain("ann", "blue");
    assertThat(scrubbed.fingerprint())
        .isEqualTo(new SqlScrubber().scrub(STATEMENT).fingerprintId());
    assertThat(scrubbed.summary()).isEqualTo("SELECT users");
    assertThat(scrubbed.detections())
        .containsExactly(
            new Detection("email", null, RuleAction.REDACT, 2),
            new Detection(Scrubber.UNKNOWN_KEY, null, RuleAction.DROP_FIELD, 1));
  }

  @Test
  void aPlanWithoutAStatementHasNoFingerprint() {
    Scrubbed scrubbed =
        scrubber.scrub(ScrubKind.PLAN, "Seq Scan on users\n  Filter: (email = 'ann@example.com')");

    assertThat(scrubbed.text()).contains("Seq Scan on users").doesNotContain("ann");
    assertThat(scrubbed.fingerprint()).isNull();
    assertThat(scrubbed.summary()).isNull();
  }

  @Test
  void aLogEntryKeepsItsForm() {
    Scrubbed scrubbed =
        scrubber.scrub(
            ScrubKind.LOG,
            "2026-01-31 10:00:00.123 UTC [77] DETAIL:  Key (email)=(ann@example.com) already"
                + " exists.");

    assertThat(scrubbed.text()).contains("Key (email)=(?) already exists.");
    assertThat(scrubbed.fingerprint()).isNull();
    assertThat(scrubbed.detections()).contains(new Detection("email", null, RuleAction.REDACT, 1));
  }

  @Test
  void unknownLogMessagesAreCounted() {
    assertThat(scrubber.scrub(ScrubKind.LOG, "ERROR:  the moon is 'full' tonight").detections())
        .contains(new Detection(Scrubber.UNKNOWN_MESSAGE, null, RuleAction.REDACT, 1));
  }

  @Test
  void aPlanInALogEntryIsScrubbedByTheOptionsForPlans() {
    Scrubber strict =
        new Scrubber(ScrubOptions.standard().with(PlanOptions.DEFAULT.withAnonymizedFilters()));
    String entry =
        "2026-01-31 10:00:00.123 UTC [77] LOG:  duration: 12.345 ms  plan:\n\t"
            + "Query Text: select 1 from users where email = 'ann@example.com'\n\t"
            + "Seq Scan on users  (cost=0.00..1.00 rows=1 width=4)\n\t"
            + "  Filter: (email = 'ann@example.com'::text)";

    assertThat(scrubber.scrub(ScrubKind.LOG, entry).text())
        .contains("duration: 12.345 ms", "(email = ?::text)")
        .doesNotContain("ann");
    assertThat(strict.scrub(ScrubKind.LOG, entry).text())
        .contains("duration: 12.345 ms", "Filter: ?")
        .doesNotContain("ann", "::text");
  }

  @Test
  void freeTextIsCountedByField() {
    Scrubbed scrubbed = scrubber.scrub(ScrubKind.TEXT, "app", "cron of ann@example.com");

    assertThat(scrubbed.text()).isEqualTo("cron of <email>");
    assertThat(scrubbed.detections())
        .containsExactly(new Detection("email", "app", RuleAction.REDACT, 1));
  }

  @Test
  void aDroppedTextIsNull() {
    Scrubber dropping =
        new Scrubber(
            ScrubOptions.standard()
                .with(TextRules.parse("rules: [{detector: email, action: drop-field}]")));

    Scrubbed scrubbed = dropping.scrub(ScrubKind.TEXT, "ann@example.com");

    assertThat(scrubbed.text()).isNull();
    assertThat(scrubbed.detections())
        .containsExactly(new Detection("email", "text", RuleAction.DROP_FIELD, 1));
    assertThat(dropping.scrub(ScrubKind.SQL, STATEMENT).text()).contains("email = ?");
  }

  @Test
  void whatStructureKeepsIsAnAlert() {
    Scrubber counting =
        new Scrubber(
            ScrubOptions.standard()
                .with(TextRules.parse("rules: [{name: account, pattern: 'user'}]")));

    assertThat(counting.scrub(ScrubKind.SQL, "SELECT 'user' FROM users").detections())
        .containsExactly(
            new Detection("account", null, RuleAction.REDACT, 1),
            new Detection("account", null, RuleAction.ALERT, 1),
            new Detection(Scrubber.LITERAL, null, RuleAction.REDACT, 1));
  }

  @Test
  void hashesNeedAKeyAndShowIt() {
    TextRules hashing = TextRules.parse("rules: [{detector: email, action: hash}]");
    HashKey key = new HashKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    ScrubOptions options = ScrubOptions.standard().with(hashing);

    assertThatThrownBy(() -> new Scrubber(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("email");
    assertThat(new Scrubber(options.with(key)).scrub(ScrubKind.TEXT, "ann@example.com").text())
        .matches("<email:[0-9a-f]{16}>");
    assertThat(options.with(key).toString()).doesNotContain("0123456789", "48, 49");
  }

  @Test
  void serverSettingsReachStatementsWhereverTheyStand() {
    Scrubber escaping = new Scrubber(ScrubOptions.standard().with(new SqlOptions(false, 64)));
    String statement = "SELECT 'it\\' , secret , \\'s'";

    assertThat(escaping.scrub(ScrubKind.SQL, statement).text()).isEqualTo("SELECT ?");
    assertThat(scrubber.scrub(ScrubKind.SQL, statement).text()).contains("secret");
    assertThat(escaping.scrub(ScrubKind.LOG, "LOG:  statement: " + statement).text())
        .doesNotContain("secret");
    String plan =
        "{\"Query Text\": \"%s\", \"Plan\": {}}".formatted(statement.replace("\\", "\\\\"));
    assertThat(escaping.scrub(ScrubKind.PLAN, plan).text()).doesNotContain("secret");
  }

  @Test
  void onlyKindSqlIsCutAtTheSizeOfItsSource() {
    Scrubber cutting = new Scrubber(ScrubOptions.standard().with(SqlOptions.DEFAULT.cutAt(20)));

    assertThat(cutting.scrub(ScrubKind.SQL, STATEMENT).truncated()).isTrue();
    assertThat(cutting.scrub(ScrubKind.PLAN, PLAN).truncated()).isFalse();
    assertThat(cutting.scrub(ScrubKind.PLAN, PLAN).fingerprint())
        .isEqualTo(new SqlScrubber().scrub(STATEMENT).fingerprintId());
  }

  @ParameterizedTest
  @EnumSource(ScrubKind.class)
  void scrubbingTwiceChangesNothing(ScrubKind kind) {
    for (String text :
        new String[] {"", STATEMENT, PLAN, "ERROR:  what 'ann@example.com'", "\ud800"}) {
      Scrubbed once = scrubber.scrub(kind, text);
      Scrubbed twice = scrubber.scrub(kind, once.text());

      assertThat(twice.text()).isEqualTo(once.text()).doesNotContain("ann@example.com");
      assertThat(twice.fingerprint()).isEqualTo(once.fingerprint());
      assertThat(twice.summary()).isEqualTo(once.summary());
    }
  }

  @Test
  void kindsHaveIds() {
    for (ScrubKind kind : ScrubKind.values()) {
      assertThat(ScrubKind.of(kind.id())).contains(kind);
    }
    assertThat(ScrubKind.of("SQL")).isEmpty();
    assertThat(ScrubKind.of("xml")).isEmpty();
  }
}
