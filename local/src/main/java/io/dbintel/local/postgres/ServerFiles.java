package io.dbintel.local.postgres;

import io.dbintel.local.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A server's folder of data and logs, and the programs that work on it. */
final class ServerFiles implements AutoCloseable {
  private final Path home;
  private final TemporaryFolder folder;

  ServerFiles(int major) {
    home = PostgresBinaries.home(major);
    TemporaryFolder.clearAway("postgres", AbandonedServer::end);
    folder = TemporaryFolder.create("postgres-" + major);
  }

  Path data() {
    return folder.path().resolve("data");
  }

  Path serverLog() {
    return folder.path().resolve("server.log");
  }

  /** Creates an empty server whose superuser {@code postgres} has this password. */
  void initialise(String password) throws IOException {
    Path passwordFile = folder.path().resolve("password");
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password);
    run(
        "initdb",
        List.of(
            "--pgdata=" + data(),
            "--username=postgres",
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile,
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
    Files.delete(passwordFile);
  }

  /** Returns when the server accepts connections. */
  void start() {
    try {
      control("start", "--log=" + serverLog());
    } catch (PostgresException e) {
      throw new PostgresException(
          "The server does not start: %s%n%s"
              .formatted(e.getMessage(), ServerProgram.tail(serverLog())),
          e);
    }
  }

  void stop(String mode) {
    control("stop", "--mode=" + mode);
  }

  void promote() {
    control("promote");
  }

  boolean running() {
    return Files.exists(data().resolve("postmaster.pid"));
  }

  /** The process id of the postmaster. */
  long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
  }

  @Override
  public void close() {
    folder.close();
  }

  private void control(String action, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(action, "--pgdata=" + data(), "--wait", "--timeout=60"));
    arguments.addAll(List.of(options));
    run("pg_ctl", arguments);
  }

  private void run(String program, List<String> arguments) {
    ServerProgram.run(
        folder.path().resolve(program + ".log"), home.resolve("bin").resolve(program), arguments);
  }
}
