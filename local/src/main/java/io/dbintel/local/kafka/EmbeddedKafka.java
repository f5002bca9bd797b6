package io.dbintel.local.kafka;

import io.dbintel.local.FreePort;
import io.dbintel.local.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft broker and controller in this process, on free ports of the loopback interface, with
 * its log in a temporary folder that {@link #close()} deletes.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int NODE = 1;

  private final TemporaryFolder folder;
  private final Map<String, String> settings;
  private final String bootstrapServers;
  private final KafkaClients clients;
  private KafkaRaftServer server;

  private EmbeddedKafka(
      TemporaryFolder folder,
      Map<String, String> settings,
      KafkaRaftServer server,
      String bootstrapServers) {
    this.folder = folder;
    this.settings = settings;
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.clients = new KafkaClients(bootstrapServers);
  }

  public static EmbeddedKafka start() {
    return start(Map.of());
  }

  /**
   * Starts a broker and returns when it answers.
   *
   * @param settings broker settings by name, over the defaults
   */
  public static EmbeddedKafka start(Map<String, String> settings) {
    TemporaryFolder.clearAway("kafka", abandoned -> {});
    TemporaryFolder folder = TemporaryFolder.create("kafka");
    String address = "127.0.0.1:" + FreePort.find();
    try {
      format(folder);
      Map<String, String> all = defaults(folder, address, "127.0.0.1:" + FreePort.find());
      all.putAll(settings);
      return new EmbeddedKafka(folder, all, run(all), address);
    } catch (Exception e) {
      folder.close();
      throw new IllegalStateException(
          "The Kafka broker on " + address + " does not start: " + e.getMessage(), e);
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Topics and records of this broker. */
  public KafkaClients clients() {
    return clients;
  }

  /** Stops the broker as if its machine were away; its topics stay. */
  public synchronized void stop() {
    clients.close();
    server.shutdown();
    server.awaitShutdown();
  }

  /** Starts it again at the same address, with the topics that it had. */
  public synchronized void startAgain() {
    server = run(settings);
  }

  /** Bytes the broker holds on disk. */
  public long logBytes() {
    return TemporaryFolder.sizeInBytes(folder.path());
  }

  @Override
  public synchronized void close() {
    stop();
    folder.close();
  }

  /**
   * Runs a broker until standard input ends, so that it never outlives the process that started it.
   * Prints the bootstrap servers as the only line on standard output.
   *
   * @param arguments broker settings as {@code name=value}
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        System.err.println("Broker setting '" + argument + "': must be name=value");
        System.exit(2);
      }
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    try (EmbeddedKafka kafka = start(settings)) {
      System.out.println(kafka.bootstrapServers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static KafkaRaftServer run(Map<String, String> settings) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static void format(TemporaryFolder folder) throws Exception {
    new Formatter()
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(folder.path().toString())
        .setMetadataLogDirectory(folder.path().toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  private static Map<String, String> defaults(
      TemporaryFolder folder, String broker, String controller) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + controller);
    settings.put("listeners", "PLAINTEXT://%s,CONTROLLER://%s".formatted(broker, controller));
    settings.put("advertised.listeners", "PLAINTEXT://" + broker);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.path().toString());
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    settings.put("num.recovery.threads.per.data.dir", "1");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    settings.put("log.segment.bytes", Integer.toString(64 << 20));
    // Topics declare their own limit; the socket must let the largest of them through.
    settings.put("message.max.bytes", Integer.toString(16 << 20));
    settings.put("replica.fetch.max.bytes", Integer.toString(16 << 20));
    return settings;
  }
}
