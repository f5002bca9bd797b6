package io.dbintel.local.fingerprints;

import io.dbintel.local.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The log files of a server, complete once the last statement of both sessions is in them. */
final class ServerLog {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int SESSIONS = 2;

  private final Path directory;
  private final String lastStatement;

  ServerLog(Path directory, String lastStatement) {
    this.directory = directory;
    this.lastStatement = lastStatement;
  }

  /**
   * @param extension {@code csv} or {@code json}
   */
  String text(String extension) throws IOException {
    Path file = directory.resolve("server." + extension);
    Await.orFail(
        DEADLINE,
        () -> ends(file) >= SESSIONS,
        () -> "The end of the run is not in " + file.getFileName());
    return Files.readString(file);
  }

  private long ends(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .filter(line -> line.contains("ms  statement: ") || line.contains("ms  execute "))
          .filter(line -> line.contains(lastStatement))
          .count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** What a log holds of each execution; they must correspond one to one. */
  static IdentityHashMap<Execution, List<SeenText>> assign(
      LoggedStatements log, List<Execution> executions) {
    Map<Integer, Iterator<List<SeenText>>> positions = new TreeMap<>();
    IdentityHashMap<Execution, List<SeenText>> texts = new IdentityHashMap<>();
    for (Execution execution : executions) {
      Iterator<List<SeenText>> next =
          positions.computeIfAbsent(execution.session(), backend -> log.of(backend).iterator());
      if (!next.hasNext()) {
        throw new IllegalStateException("The log ends before " + execution);
      }
      texts.put(execution, next.next());
    }
    for (Iterator<List<SeenText>> rest : positions.values()) {
      if (rest.hasNext()) {
        throw new IllegalStateException("The log holds what nobody ran: " + rest.next());
      }
    }
    return texts;
  }
}
