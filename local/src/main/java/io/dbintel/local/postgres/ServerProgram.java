package io.dbintel.local.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of the server's programs to its end. PostgreSQL refuses to run as root; there it runs in
 * a user namespace of its own, in which the same user is an ordinary one.
 */
final class ServerProgram {
  private static final long DEADLINE_SECONDS = 90;
  private static final int SHOWN_OUTPUT = 4000;
  private static final List<String> UNPRIVILEGED = List.of("unshare", "-U");

  private static final String ROOT_HINT =
      " (run by root it needs unshare -U to be allowed; an ordinary user needs nothing)";

  private ServerProgram() {}

  /**
   * @param log where the program's output goes; a file and no pipe, because a started server keeps
   *     it open
   * @throws PostgresException when it fails or takes longer than 90 s, with the end of its output
   */
  static void run(Path log, Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(UNPRIVILEGED);
    }
    command.add(program.toString());
    command.addAll(arguments);
    int exit = exitStatus(command, log.toFile());
    if (exit != 0) {
      throw new PostgresException(
          "%s ended with status %d%s: %s"
              .formatted(program.getFileName(), exit, isRoot() ? ROOT_HINT : "", tail(log)));
    }
  }

  /** The end of a log file, for an error message. */
  static String tail(Path log) {
    try {
      String text = Files.exists(log) ? Files.readString(log) : "";
      return text.substring(Math.max(0, text.length() - SHOWN_OUTPUT)).strip();
    } catch (IOException e) {
      return "(its output cannot be read: " + e.getMessage() + ")";
    }
  }

  private static int exitStatus(List<String> command, File log) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
      Process process = builder.start();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new PostgresException(
            "%s did not end within %d s: %s"
                .formatted(command, DEADLINE_SECONDS, tail(log.toPath())));
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new PostgresException(
          isRoot()
              ? "Cannot run %s; as root PostgreSQL needs the program unshare, or use an ordinary user"
                  .formatted(command)
              : "Cannot run " + command,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while waiting for " + command, e);
    }
  }

  private static File nullDevice() {
    return new File("/dev/null");
  }

  private static boolean isRoot() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return linux && "root".equals(System.getProperty("user.name"));
  }
}
