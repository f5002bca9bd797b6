package io.dbintel.local.it;

import io.dbintel.ingest.breaker.BreakerFile;
import io.dbintel.ingest.breaker.KeptBreaker;
import io.dbintel.ingest.logs.source.PositionStore;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.publish.spool.SpoolingPublisher;
import io.dbintel.local.Await;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.topic.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A collector's way out and its state on a disk of its own, in a process that does as it is told,
 * line by line, and answers each line with one.
 */
final class FullDisk {
  /** In turn; records of one topic are numbered. */
  static final List<Topic> TOPICS =
      List.of(Topic.RAW_SESSIONS, Topic.RAW_STATEMENTS, Topic.RAW_METRICS);

  private static final long SPOOL_BYTES = 256 << 20;
  private static final int BALLAST_BYTES = 900;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path folder;
  private final SpoolingPublisher publisher;
  private long number;

  private FullDisk(Path folder, SpoolingPublisher publisher) {
    this.folder = folder;
    this.publisher = publisher;
  }

  /**
   * @param arguments bootstrap servers, folder
   */
  public static void main(String[] arguments) throws IOException, PublishException {
    Path folder = Path.of(arguments[1]);
    try (SpoolingPublisher publisher =
            SpoolingPublisher.open(
                NumberedRecords.config(arguments[0]), folder.resolve("spool"), SPOOL_BYTES);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      FullDisk disk = new FullDisk(folder, publisher);
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        System.out.println(disk.obey(words));
      }
    }
  }

  private String obey(String[] words) throws IOException {
    return switch (words[0]) {
      case "publish" -> publish(Integer.parseInt(words[1]));
      case "fill" -> fill();
      case "free" -> "freed " + Files.deleteIfExists(folder.resolve("filling"));
      case "state" -> state();
      case "lost" -> lost();
      case "spooled" -> "spooled " + publisher.status().spooledRecords();
      case "drain" -> drain();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private String publish(int records) {
    int accepted = 0;
    for (int i = 0; i < records; i++) {
      Topic topic = TOPICS.get((int) (number % TOPICS.size()));
      String value = (number / TOPICS.size()) + ":" + "x".repeat(BALLAST_BYTES);
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      accepted += publisher.publish(new OutgoingRecord(topic, "db", 1, bytes, () -> {})) ? 1 : 0;
      number++;
    }
    return "accepted " + accepted;
  }

  private String fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out =
        Files.newOutputStream(
            folder.resolve("filling"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return "filled " + Files.getFileStore(folder).getUsableSpace();
    }
  }

  /** Writes what else survives a restart. */
  private String state() {
    Map<String, Map<String, KeptBreaker>> breakers =
        IntStream.range(0, 500)
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> "instance-" + i,
                    i -> Map.of("sessions", new KeptBreaker("open", number, "timeout", 65L, 60))));
    BreakerFile file = new BreakerFile(folder);
    file.write(breakers);
    boolean kept = file.read().equals(breakers);
    String positions = "kept";
    try {
      PositionStore.in(folder.resolve("positions"), "db")
          .save(Json.mapper().createObjectNode().put("pad", "p".repeat(20_000)));
    } catch (PollFailure refused) {
      positions = refused.reason();
    }
    return "breakers " + (kept ? "kept" : "refused") + " positions " + positions;
  }

  private String lost() {
    StringBuilder lost = new StringBuilder("lost");
    for (Topic topic : Topic.all()) {
      for (LossReason reason : LossReason.values()) {
        long count = publisher.counters().lostOf(topic, reason);
        lost.append(count == 0 ? "" : " %s %s %d".formatted(topic.name(), reason.word(), count));
      }
    }
    return lost.toString();
  }

  private String drain() {
    boolean empty =
        Await.within(
            DEADLINE,
            () -> publisher.status().spooledRecords() == 0 && publisher.status().kafkaTakes());
    return empty ? "drained" : "left " + publisher.status().spooledRecords();
  }
}
