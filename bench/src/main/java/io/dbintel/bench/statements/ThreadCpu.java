package io.dbintel.bench.statements;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU time of a process by groups of threads, from {@code /proc} of Linux: also those that are not
 * Java's, such as RocksDB's compactions and the garbage collector. Empty elsewhere.
 */
final class ThreadCpu {
  private static final int UTIME = 11;

  private ThreadCpu() {}

  /** A group of threads and its share of the process's CPU time. */
  record Share(String group, double share) {}

  /** Shares of all CPU time so far, largest first, without the smallest. */
  static List<Share> of(long pid) {
    Map<String, Long> ticks = new HashMap<>();
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads) {
        add(ticks, thread);
      }
    } catch (IOException notLinux) {
      return List.of();
    }
    double all = ticks.values().stream().mapToLong(Long::longValue).sum();
    return ticks.entrySet().stream()
        .map(entry -> new Share(entry.getKey(), entry.getValue() / all))
        .filter(share -> share.share() >= 0.01)
        .sorted((left, right) -> Double.compare(right.share(), left.share()))
        .toList();
  }

  private static void add(Map<String, Long> ticks, Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long time = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
      ticks.merge(group(name), time, Long::sum);
    } catch (IOException gone) {
      // The thread ended while its siblings were read: its time is no longer listed.
    }
  }

  /** The kernel keeps 15 characters of a name, enough to tell what a thread is for. */
  private static String group(String name) {
    if (name.startsWith("rocksdb")) {
      return "rocksdb flush and compaction";
    }
    if (name.startsWith("GC Thread") || name.startsWith("G1 ") || name.startsWith("VM ")) {
      return "garbage collection";
    }
    if (name.contains("CompilerThre")) {
      return "compilation";
    }
    if (name.startsWith("Source Data Fet")
        || name.startsWith("Source:")
        || name.startsWith("statements")) {
      return "task: " + name;
    }
    return name.replaceAll("[-#0-9]+$", "");
  }
}
