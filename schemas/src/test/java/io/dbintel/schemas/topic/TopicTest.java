package io.dbintel.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
  @Test
  void theCatalogueHoldsEveryTopicWithItsKey() {
    assertThat(Topic.all().stream().collect(Collectors.toMap(Topic::topicName, Topic::key)))
        .containsOnly(
            entry("dbintel.raw.statements", Topic.Key.INSTANCE),
            entry("dbintel.raw.query-texts", Topic.Key.INSTANCE),
            entry("dbintel.raw.sessions", Topic.Key.INSTANCE),
            entry("dbintel.raw.plans", Topic.Key.INSTANCE),
            entry("dbintel.raw.logs", Topic.Key.INSTANCE),
            entry("dbintel.raw.metrics", Topic.Key.INSTANCE),
            entry("dbintel.capabilities", Topic.Key.INSTANCE),
            entry("dbintel.control", Topic.Key.RULE),
            entry("dbintel.heartbeats", Topic.Key.NONE),
            entry("dbintel.metrics", Topic.Key.INSTANCE),
            entry("dbintel.events", Topic.Key.INSTANCE),
            entry("dbintel.statement-intervals", Topic.Key.INSTANCE),
            entry("dbintel.plan-versions", Topic.Key.INSTANCE),
            entry("dbintel.sessions-windows", Topic.Key.INSTANCE),
            entry("dbintel.deadletter", Topic.Key.INSTANCE));
  }

  @Test
  void onlyPlansAndLogsMayBeLarge() {
    assertThat(Topic.all().stream().filter(topic -> topic.maxMessageBytes() == 16 << 20))
        .containsExactly(Topic.RAW_PLANS, Topic.RAW_LOGS);
    assertThat(Topic.all().stream().filter(topic -> topic.maxMessageBytes() == 1 << 20))
        .hasSize(13);
  }

  @Test
  void onlyCapabilitiesAndControlAreCompacted() {
    assertThat(Topic.all().stream().filter(Topic::compacted))
        .containsExactly(Topic.CAPABILITIES, Topic.CONTROL);
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void rawTopicsKeepOneDayOnly(Topic topic) {
    if (topic.topicName().startsWith("dbintel.raw.")) {
      assertThat(topic.raw()).isTrue();
    }
    assertThat(topic.retention())
        .isEqualTo(topic.raw() ? Duration.ofHours(24) : Duration.ofDays(7));
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void rawAndDerivedTopicsHave32Partitions(Topic topic) {
    assertThat(topic.partitions()).isEqualTo(topic.compacted() ? 8 : 32);
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void isFoundByItsName(Topic topic) {
    assertThat(Topic.named(topic.topicName())).contains(topic);
  }

  @Test
  void anUnknownNameIsNoTopic() {
    assertThat(Topic.named("dbintel.raw.statement")).isEmpty();
  }

  @Test
  void everyDefinedRecordHasItsSchemaOnTheClassPath() {
    List<String> schemas =
        Topic.all().stream().flatMap(topic -> topic.jsonSchemaResource().stream()).toList();
    assertThat(schemas).hasSize(12).doesNotHaveDuplicates();
    assertThat(schemas)
        .allSatisfy(name -> assertThat(Topic.class.getClassLoader().getResource(name)).isNotNull());
  }
}
