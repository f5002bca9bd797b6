package io.dbintel.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static final TargetConfig TARGET =
      TargetConfig.of("a", "db", 5432, "shop", "mon\"itor", Secret.of("hidden"));
  private final Failures failures = new Failures(TARGET);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28P01|LOGIN|wrong_password|ALTER ROLE \"mon\"\"itor\" PASSWORD",
        "28000|LOGIN|login_refused|pg_hba.conf",
        "3D000|LOGIN|unknown_database|CREATE DATABASE \"shop\"",
        "53300|LOGIN|too_many_connections|max_connections",
        "57P03|LOGIN|starting_up|wait",
        "42501|LOGIN|missing_grant|GRANT CONNECT ON DATABASE \"shop\" TO \"mon\"\"itor\"",
        "42501|DISCOVER|missing_grant|GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system()",
        "42501|COUNTERS|missing_grant|GRANT pg_read_all_stats TO \"mon\"\"itor\"",
        "55000|COUNTERS|not_preloaded|shared_preload_libraries",
        "57014|COUNTERS|timeout|statements.statement_timeout",
        "55P03|COUNTERS|lock_timeout|statements.lock_timeout",
        "57P01|COUNTERS|connection_lost|restarted",
        "08006|COUNTERS|connection_lost|restarted",
        "08001|LOGIN|unreachable|firewall",
        "53200|COUNTERS|server_error:53200|53200",
      })
  void eachFailureHasItsReasonAndItsFix(String state, Step step, String reason, String fix) {
    PollFailure failure = failures.classify(new SQLException("row: personal", state), step);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.fix()).contains(fix);
    assertThat(failure.getMessage() + failure.fix()).doesNotContain("personal", "hidden");
    assertThat(failure.getCause()).isNull();
  }

  @Test
  void theCauseTellsWhatTheStateDoesNot() {
    SQLException noHost = new SQLException("x", "08001", new UnknownHostException("db"));
    assertThat(failures.classify(noHost, Step.LOGIN).reason()).isEqualTo("unknown_host");
    SQLException tls = new SQLException("x", "08006", new SSLHandshakeException("no"));
    assertThat(failures.classify(tls, Step.LOGIN).reason()).isEqualTo("tls_failed");
    SQLException protocol = new SQLException("x", "08P01");
    assertThat(failures.classify(protocol, Step.LOGIN).reason()).isEqualTo("pooler");
    assertThat(failures.classify(protocol, Step.COUNTERS).reason()).isEqualTo("connection_lost");
  }

  @Test
  void aMissingPasswordIsNamedAsSuch() {
    TargetConfig without = TargetConfig.of("a", "db", 5432, "shop", "u", Secret.NONE);
    PollFailure failure =
        new Failures(without).classify(new SQLException("x", "08004"), Step.LOGIN);
    assertThat(failure.reason()).isEqualTo("wrong_password");
    assertThat(failure.getMessage()).isEqualTo("no password is configured for role u");
  }
}
