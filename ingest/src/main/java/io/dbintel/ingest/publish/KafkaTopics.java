package io.dbintel.ingest.publish;

import io.dbintel.schemas.topic.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics as the catalogue declares them. */
public final class KafkaTopics {
  private KafkaTopics() {}

  /**
   * Creates those that do not exist; existing ones are left as they are.
   *
   * @param replicationFactor -1 for the broker's default
   * @throws ExecutionException with the broker's reason, when it is not that a topic exists
   */
  public static void createAbsent(Admin admin, Collection<Topic> topics, int replicationFactor)
      throws ExecutionException, InterruptedException {
    List<NewTopic> wanted =
        topics.stream().map(topic -> newTopic(topic, (short) replicationFactor)).toList();
    for (var created : admin.createTopics(wanted).values().values()) {
      try {
        created.get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }

  private static NewTopic newTopic(Topic topic, short replicationFactor) {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.maxMessageBytes()));
    if (topic.compacted()) {
      configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    } else {
      configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
    }
    Optional<Short> replicas =
        replicationFactor < 0 ? Optional.empty() : Optional.of(replicationFactor);
    return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), replicas)
        .configs(configs);
  }
}
