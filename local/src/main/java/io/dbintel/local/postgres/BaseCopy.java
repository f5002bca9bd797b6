package io.dbintel.local.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Copies the data folder of a running server through PostgreSQL's low-level backup API
 * (documentation, "Making a Base Backup Using the Low Level API"); the binaries hold no
 * pg_basebackup.
 */
final class BaseCopy {
  private static final int RENAMED_IN = 15;
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

  /** Their content is written anew or comes by streaming; the folders themselves must exist. */
  private static final Set<String> LEFT_EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private BaseCopy() {}

  /**
   * @param superuser a connection to the source, used by nobody else: the backup lasts as long as
   *     it does
   */
  static void copy(Connection superuser, int major, Path source, Path target)
      throws IOException, SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(
          major < RENAMED_IN
              ? "SELECT pg_start_backup('standby', true, false)"
              : "SELECT pg_backup_start('standby', true)");
      Files.createDirectory(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.walkFileTree(source, new Copying(source, target));
      try (ResultSet end =
          statement.executeQuery(
              major < RENAMED_IN
                  ? "SELECT labelfile FROM pg_stop_backup(false, false)"
                  : "SELECT labelfile FROM pg_backup_stop(false)")) {
        end.next();
        Files.writeString(target.resolve("backup_label"), end.getString(1));
      }
    }
  }

  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path target;

    Copying(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Path relative = source.relativize(directory);
      if (!relative.toString().isEmpty()) {
        Files.createDirectory(
            target.resolve(relative.toString()),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path relative = source.relativize(file);
      boolean kept =
          !LEFT_OUT.contains(file.getFileName().toString())
              && !LEFT_EMPTY.contains(relative.getName(0).toString());
      if (kept) {
        copyUnlessGone(file, target.resolve(relative.toString()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    /** The server goes on working and deletes files; WAL replay makes up for them. */
    private static void copyUnlessGone(Path file, Path copy) throws IOException {
      try {
        Files.copy(file, copy);
      } catch (NoSuchFileException e) {
        if (Files.exists(file)) {
          throw e;
        }
      }
    }
  }
}
