package io.dbintel.bench.statements;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a TaskManager goes: samples of its flight recording, by what they work on. */
final class TaskManagerProfile {
  /** The first pattern that a frame's class starts with, from the innermost frame out, decides. */
  private static final Map<String, String> WORK =
      Map.ofEntries(
          Map.entry("io.dbintel.schemas.statements.StatementsChunkReader", "decode"),
          Map.entry("io.dbintel.schemas.statements.StatementsRowReader", "decode"),
          Map.entry("io.dbintel.schemas.statements.IntervalChunkWriter", "encode intervals"),
          Map.entry("io.dbintel.schemas.output.", "encode metrics and events"),
          Map.entry("io.dbintel.schemas.json.RecordCodec", "encode metrics and events"),
          Map.entry("io.dbintel.udfs.statements.TopStatements", "rank"),
          Map.entry("io.dbintel.udfs.statements.SeriesLedger", "series"),
          Map.entry("io.dbintel.udfs.statements.QueryPoints", "series"),
          Map.entry("io.dbintel.udfs.statements.", "deltas"),
          Map.entry("org.rocksdb.", "rocksdb calls"),
          Map.entry("org.apache.flink.state.", "state access"),
          Map.entry("org.apache.kafka.", "kafka client"),
          Map.entry("org.apache.flink.", "flink"));

  private TaskManagerProfile() {}

  /** A share of all samples. */
  record Share(String work, double share) {}

  /** JVM options that record into a file until the process ends. */
  static List<String> jvmOptions(Path file) {
    return List.of(
        "-XX:StartFlightRecording=filename=" + file + ",settings=profile,dumponexit=true",
        "-Xlog:jfr*=off");
  }

  /** Shares of the Java samples, largest first. Compaction threads of RocksDB are not Java's. */
  static List<Share> read(Path file) throws IOException {
    Map<String, Integer> samples = new HashMap<>();
    int total = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        String name = event.getEventType().getName();
        boolean java = name.equals("jdk.ExecutionSample");
        if ((java || name.equals("jdk.NativeMethodSample")) && event.getStackTrace() != null) {
          String work = work(event.getStackTrace());
          if (java || work.equals("rocksdb calls")) {
            samples.merge(work, 1, Integer::sum);
            total++;
          }
        }
      }
    }
    List<Share> shares = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : samples.entrySet()) {
      shares.add(new Share(entry.getKey(), (double) entry.getValue() / total));
    }
    shares.sort((left, right) -> Double.compare(right.share(), left.share()));
    return shares;
  }

  private static String work(RecordedStackTrace trace) {
    for (RecordedFrame frame : trace.getFrames()) {
      String type = frame.getMethod().getType().getName();
      String longest = "";
      for (String prefix : WORK.keySet()) {
        if (type.startsWith(prefix) && prefix.length() > longest.length()) {
          longest = prefix;
        }
      }
      if (!longest.isEmpty()) {
        return WORK.get(longest);
      }
    }
    return "other";
  }
}
