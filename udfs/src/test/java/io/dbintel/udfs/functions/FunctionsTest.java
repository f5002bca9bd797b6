package io.dbintel.udfs.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.udfs.sql.SqlScrubber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.functions.ScalarFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private static final String STATEMENT = "SELECT * FROM users WHERE email = 'ann@example.com'";

  @Test
  void statements() {
    ScrubSqlFunction scrub = opened(new ScrubSqlFunction());
    SqlFingerprintFunction fingerprint = opened(new SqlFingerprintFunction());

    assertThat(scrub.eval(STATEMENT)).isEqualTo("SELECT * FROM users WHERE email = ?");
    assertThat(scrub.eval(STATEMENT, true)).endsWith(" ...");
    assertThat(scrub.eval(STATEMENT, (Boolean) null)).isEqualTo(scrub.eval(STATEMENT));
    assertThat(scrub.eval("SELECT 'a\\'b'", "standard-conforming-strings=off"))
        .isEqualTo("SELECT ?");
    assertThat(fingerprint.eval(STATEMENT))
        .isEqualTo(new SqlScrubber().scrub(STATEMENT).fingerprintId());
    assertThat(fingerprint.eval(STATEMENT, true))
        .isEqualTo(new SqlScrubber().scrub(STATEMENT, true).fingerprintId())
        .isNotEqualTo(fingerprint.eval(STATEMENT));
    assertThat(fingerprint.eval(STATEMENT, "cut-at=20"))
        .isEqualTo(fingerprint.eval(STATEMENT, true));
    assertThat(fingerprint.eval(STATEMENT, false, "cut-at=1024"))
        .isEqualTo(fingerprint.eval(STATEMENT));
    assertThat(opened(new SqlSummaryFunction()).eval(STATEMENT)).isEqualTo("SELECT users");
  }

  @Test
  void plans() {
    ScrubPlanFunction scrub = opened(new ScrubPlanFunction());
    String plan = "Seq Scan on users  (cost=0.00..1.00 rows=1 width=4)\n  Filter: (email = 'ann')";

    assertThat(scrub.eval(plan)).contains("cost=", "Filter: (email = ?)");
    assertThat(scrub.eval(plan, " anonymize-filters ; remove-costs=true;"))
        .contains("Filter: ?")
        .doesNotContain("cost=");
    assertThat(scrub.eval(plan, "sensitive-nodes=Seq Scan, CTE Scan")).doesNotContain("users");
  }

  @Test
  void logEntries() {
    assertThat(
            opened(new ScrubLogFunction()).eval("ERROR:  relation \"ann_secret\" does not exist"))
        .contains("does not exist")
        .doesNotContain("ann_secret");
  }

  @Test
  void freeText() {
    ScrubTextFunction scrub = opened(new ScrubTextFunction());

    assertThat(scrub.eval("app of ann@example.com")).isEqualTo("app of <email>");
    assertThat(scrub.eval("4111 1111 1111 1111", "pci")).endsWith("1111").contains("*");
    assertThat(scrub.eval("ann@example.com", "pci")).isEqualTo("ann@example.com");
    assertThat(scrub.eval("ann@example.com", "gdpr", "application_name")).isEqualTo("<email>");
  }

  @Test
  void detections() {
    DetectPiiFunction detect = opened(new DetectPiiFunction());

    assertThat(detect.eval("ann@example.com, bob@example.com from 10.0.0.1"))
        .isEqualTo(Map.of("email", 2, "ipv4", 1));
    assertThat(detect.eval("nothing")).isEmpty();
    assertThat(detect.eval("ann@example.com", "pci")).isEmpty();
  }

  @Test
  void nullInNullOut() {
    assertThat(opened(new ScrubSqlFunction()).eval(null)).isNull();
    assertThat(opened(new ScrubSqlFunction()).eval(STATEMENT, false, null)).isNull();
    assertThat(opened(new SqlFingerprintFunction()).eval(null, true)).isNull();
    assertThat(opened(new SqlSummaryFunction()).eval(null)).isNull();
    assertThat(opened(new ScrubPlanFunction()).eval(null)).isNull();
    assertThat(opened(new ScrubLogFunction()).eval(null)).isNull();
    assertThat(opened(new ScrubTextFunction()).eval(null)).isNull();
    assertThat(opened(new ScrubTextFunction()).eval("ann@example.com", null)).isNull();
    assertThat(opened(new DetectPiiFunction()).eval(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "cut=1, Unknown option cut",
    "cut-at=x, Invalid value x for option cut-at",
    "cut-at=-1, Invalid value -1 for option cut-at",
    "remove-costs=maybe, Invalid value maybe for option remove-costs",
    "sensitive-nodes=Moon Scan, Moon Scan"
  })
  void wrongOptionsAreNamed(String options, String message) {
    ScrubPlanFunction scrub = opened(new ScrubPlanFunction());

    assertThatThrownBy(() -> scrub.eval("x", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownPresetIsNamed() {
    ScrubTextFunction scrub = opened(new ScrubTextFunction());

    assertThatThrownBy(() -> scrub.eval("x", "moon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("moon")
        .hasMessageContaining("gdpr");
  }

  @Test
  void manyDifferentOptionsDoNotPileUp() {
    ScrubSqlFunction scrub = opened(new ScrubSqlFunction());
    for (int i = 1; i <= 100; i++) {
      assertThat(scrub.eval("SELECT 1", "cut-at=" + (1000 + i))).isEqualTo("SELECT ?");
    }
    assertThat(scrub.eval("SELECT 1", "cut-at=1001")).isEqualTo("SELECT ?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SCRUB_SQL",
        "SQL_FINGERPRINT",
        "SQL_SUMMARY",
        "SCRUB_PLAN",
        "SCRUB_LOG",
        "SCRUB_TEXT",
        "DETECT_PII"
      })
  void theModuleHasEachUnderItsName(String name) throws Exception {
    DbintelModule module = new DbintelModule();

    assertThat(module.listFunctions()).hasSize(7).contains(name);
    ScalarFunction function =
        (ScalarFunction) module.getFunctionDefinition(name.toLowerCase(Locale.ROOT)).orElseThrow();
    assertThat(function.isDeterministic()).isTrue();
    assertThat(function.getClass().getConstructor().newInstance()).isNotNull();
    assertThat(copy(opened(function))).hasSameClassAs(function);
  }

  @Test
  void theModuleIsFoundByItsName() {
    assertThat(ServiceLoader.load(Factory.class))
        .anySatisfy(factory -> assertThat(factory.factoryIdentifier()).isEqualTo("dbintel"));
    assertThat(new DbintelModule().getFunctionDefinition("SCRUB_MOON")).isEmpty();
  }

  private static <F extends ScalarFunction> F opened(F function) {
    ((ScrubbingFunction) function).open(null);
    return function;
  }

  /** As Flink sends it to its tasks. */
  private static Object copy(ScalarFunction function) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(function);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
