package io.dbintel.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * CPU time of a server's backends by role, from {@code /proc} of Linux: each backend's title names
 * its role. Backends that end between two looks lose what they used since the first of them.
 */
final class BackendCpu implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;

  private final List<String> roles;
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final Map<Long, Backend> backends = new HashMap<>();
  private final long postmaster;

  private record Backend(String role, long nanos) {}

  BackendCpu(long postmaster, List<String> roles) {
    this.postmaster = postmaster;
    this.roles = roles;
    var unused = looks.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** CPU time so far by role, nanoseconds. */
  synchronized Map<String, Long> nanos() {
    look();
    Map<String, Long> sums = new HashMap<>();
    backends.values().forEach(backend -> sums.merge(backend.role, backend.nanos, Long::sum));
    return sums;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  private synchronized void look() {
    ProcessHandle.of(postmaster).stream()
        .flatMap(ProcessHandle::children)
        .mapToLong(ProcessHandle::pid)
        .forEach(this::look);
  }

  private void look(long pid) {
    try {
      Path process = Path.of("/proc", Long.toString(pid));
      Backend known = backends.get(pid);
      String role = known == null ? role(process) : known.role;
      if (role != null) {
        String[] schedule = Files.readString(process.resolve("schedstat")).split(" ", 2);
        backends.put(pid, new Backend(role, Long.parseLong(schedule[0])));
      }
    } catch (IOException gone) {
      System.Logger log = System.getLogger(BackendCpu.class.getName());
      log.log(System.Logger.Level.DEBUG, "A backend has ended");
    }
  }

  /** {@code postgres: role database host(port) state}. */
  private String role(Path process) throws IOException {
    String title =
        new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
    return roles.stream()
        .filter(role -> title.startsWith("postgres: " + role + " "))
        .findFirst()
        .orElse(null);
  }
}
