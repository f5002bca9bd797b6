package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.local.FreePort;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records and state when the disk takes no more. */
@Timeout(180)
class DiskFullIT {
  private static final String MOUNT = "mount -t tmpfs -o size=6m,mode=0700 none \"$0\"";
  @TempDir Path folder;

  @Test
  void onAFullDiskTheOldestSessionsGoFirstAndTheRestGoesOn() throws Exception {
    assumeTrue(
        mayMount(),
        "a file system of its own cannot be mounted here (unshare -rm, mount -t tmpfs)");
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String bootstrapServers = kafka.bootstrapServers();
      kafka.stop();
      try (Told disk = onSmallDisk(bootstrapServers)) {
        assertThat(disk.tell("publish 6600")).as("all are taken").isEqualTo("accepted 6600");
        Map<String, Long> lost = lost(disk);
        assertThat(lost).containsOnlyKeys("RAW_SESSIONS spool_full");
        assertThat(lost.get("RAW_SESSIONS spool_full")).isPositive();

        assertThat(disk.tell("fill")).isEqualTo("filled 0");
        assertThat(disk.tell("state"))
            .isEqualTo("breakers refused positions log_positions_unwritable");
        assertThat(disk.tell("publish 6600")).as("service goes on").isEqualTo("accepted 6600");
        lost = lost(disk);
        assertThat(lost)
            .containsKeys("RAW_SESSIONS spool_full", "RAW_STATEMENTS spool_full")
            .allSatisfy((what, count) -> assertThat(what).endsWith("spool_full"));

        assertThat(disk.tell("free")).isEqualTo("freed true");
        assertThat(disk.tell("state")).isEqualTo("breakers kept positions kept");
        assertThat(disk.tell("publish 300")).isEqualTo("accepted 300");
        assertThat(lost(disk)).as("there is room again").isEqualTo(lost);

        disk.tell("fill");
        kafka.startAgain();
        assertThat(disk.tell("drain")).as("a full disk holds no delivery up").isEqualTo("drained");
        assertThat(lost(disk)).isEqualTo(lost);
        for (Topic topic : FullDisk.TOPICS) {
          assertDelivered(
              kafka, topic, 4_500 - lost.getOrDefault(topic.name() + " spool_full", 0L));
        }
      }
    }
  }

  @Test
  void aFileThatTakesNoMoreIsFollowedByAnother() throws Exception {
    // 4 MiB, in blocks of 512 bytes; the spool's own files would become twice as large.
    List<String> limited = List.of("sh", "-c", "ulimit -S -f 8192; exec \"$@\"", "sh");
    String noKafka = "127.0.0.1:" + FreePort.find();
    try (Told disk = Told.start(command(limited, noKafka, folder.toString()))) {
      assertThat(disk.tell("publish 12000")).isEqualTo("accepted 12000");
      assertThat(disk.tell("state")).isEqualTo("breakers kept positions kept");
      assertThat(disk.tell("spooled")).isEqualTo("spooled 12000");
      assertThat(lost(disk)).isEmpty();
    }
    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".spool")))
          .hasSizeGreaterThan(2)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(4 << 20));
    }
  }

  /** In order; some perhaps twice. */
  private static void assertDelivered(EmbeddedKafka kafka, Topic topic, long records) {
    Set<Long> numbers = new LinkedHashSet<>();
    for (ConsumerRecord<byte[], byte[]> each : kafka.clients().readAll(topic.topicName())) {
      String value = new String(each.value(), StandardCharsets.UTF_8);
      numbers.add(Long.valueOf(value.substring(0, value.indexOf(':'))));
    }
    assertThat(new ArrayList<>(numbers)).as("%s", topic).isSorted();
    assertThat((long) numbers.size()).as("delivered or counted: %s", topic).isEqualTo(records);
  }

  private static Map<String, Long> lost(Told disk) throws IOException {
    String[] words = disk.tell("lost").split(" ", -1);
    Map<String, Long> lost = new TreeMap<>();
    for (int i = 1; i < words.length; i += 3) {
      lost.put(words[i] + " " + words[i + 1], Long.valueOf(words[i + 2]));
    }
    return lost;
  }

  private boolean mayMount() throws Exception {
    Path place = Files.createDirectory(folder.resolve("try"));
    Process process =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", MOUNT, place.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** The file system is seen by the process alone, and goes with it. */
  private Told onSmallDisk(String bootstrapServers) throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    List<String> mounted =
        List.of("unshare", "-rm", "sh", "-c", MOUNT + " && exec \"$@\"", disk.toString());
    return Told.start(command(mounted, bootstrapServers, disk.toString()));
  }

  private static List<String> command(List<String> before, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            FullDisk.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The process. */
  private record Told(Process process, PrintStream in, BufferedReader out)
      implements AutoCloseable {
    static Told start(List<String> command) throws IOException {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Told told =
          new Told(
              process,
              new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8),
              process.inputReader(StandardCharsets.UTF_8));
      assertThat(told.out.readLine()).isEqualTo("ready");
      return told;
    }

    String tell(String line) throws IOException {
      in.println(line);
      return out.readLine();
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
