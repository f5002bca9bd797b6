package io.dbintel.local.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process, from {@code /proc} of Linux; 0 elsewhere and for a process that is gone. */
public final class ProcessMemory {
  private static final int KIBI = 1024;

  private ProcessMemory() {}

  /** The resident set now. */
  public static long residentBytes(long pid) {
    return field(pid, "VmRSS:");
  }

  /** The largest resident set so far. */
  public static long peakResidentBytes(long pid) {
    return field(pid, "VmHWM:");
  }

  private static long field(long pid, String name) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(line -> line.startsWith(name))
              .map(line -> line.replaceAll("\\D", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElse(0)
          * KIBI;
    } catch (IOException e) {
      return 0;
    }
  }
}
