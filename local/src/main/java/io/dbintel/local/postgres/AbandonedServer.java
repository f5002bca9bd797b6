package io.dbintel.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A server whose owner was killed: it would run for ever. */
final class AbandonedServer {
  private AbandonedServer() {}

  /** Ends the postmaster that works in a temporary folder; its backends follow it. */
  static void end(Path folder) {
    Path pidFile = folder.resolve("data").resolve("postmaster.pid");
    if (Files.isReadable(pidFile)) {
      postmaster(pidFile).ifPresent(AbandonedServer::end);
    }
  }

  /**
   * A process with this id that does not name the folder is another one that got the same id later.
   */
  private static Optional<ProcessHandle> postmaster(Path pidFile) {
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(process -> process.info().commandLine().orElse("").contains(lines.get(1)));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void end(ProcessHandle postmaster) {
    List<ProcessHandle> backends = postmaster.children().toList();
    postmaster.destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture<ProcessHandle> ended = postmaster.onExit();
    backends.forEach(backend -> backend.onExit().join());
    ended.join();
  }
}
