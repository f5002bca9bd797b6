package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.it.MetricsPolls.Poll;
import io.dbintel.local.it.MetricsPolls.Row;
import io.dbintel.schemas.envelope.Outcome;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Primary and standby, each as the monitoring role sees it, before and after a failover. */
class MetricsReplicaIT {
  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void lagIsKnownOnBothSidesAndAPromotedStandbyIsAskedAsAPrimary(int major) {
    try (MonitoredServer primary = MonitoredServer.start(major, Map.of())) {
      primary.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
      try (MonitoredServer standby = MonitoredServer.startStandbyOf(primary);
          MetricsPolls ofPrimary = new MetricsPolls(primary.target("primary"));
          MetricsPolls ofStandby = new MetricsPolls(standby.target("standby"))) {
        primary.run("CREATE TABLE t AS SELECT generate_series(1, 1000) a");
        standby.postgres().awaitReplayOf(primary.postgres());
        Poll sent = ofPrimary.pollAll();
        Row client = sent.of("replication_clients").only();
        assertThat(client.value("replication_client")).isEqualTo("127.0.0.1");
        assertThat(client.number("data_delay")).isNotNegative();
        assertThat(sent.of("replication").only().value("state")).isEqualTo("streaming");
        assertThat(sent.of("wal_position").only().number("inserted")).isPositive();
        Poll received = ofStandby.pollAll();
        assertThat(received.of("wal_receiver").only().value("status")).isEqualTo("streaming");
        assertThat(received.of("recovery").only().number("replayed")).isPositive();
        assertThat(received.of("server_limits").only().value("replica")).isEqualTo(true);
        assertThat(received.of("wal_position", null)).isEmpty();
        assertThat(received.records().toString()).doesNotContain(primary.postgres().password());
        standby.postgres().promote();
        ofStandby.profile().doubt();
        Poll promoted = ofStandby.after(MetricsPolls.ALL_DUE).poll();
        assertThat(ofStandby.last().outcome()).isEqualTo(Outcome.OK);
        assertThat(promoted.of("wal_position").only().number("inserted")).isPositive();
        assertThat(promoted.of("recovery", null)).isEmpty();
      }
    }
  }
}
