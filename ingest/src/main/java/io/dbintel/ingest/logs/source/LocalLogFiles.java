package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of this machine; symbolic links are followed. */
final class LocalLogFiles implements LogFiles {
  private static final int MOST_OPEN = 16;
  private static final int MOST_NEIGHBOURS = 10_000;
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,isRegularFile";

  private final FilePatterns patterns;
  private final OpenFiles open = new OpenFiles(MOST_OPEN);

  LocalLogFiles(String paths) {
    this.patterns = new FilePatterns(paths);
  }

  @Override
  public List<LogFile> list() throws PollFailure {
    Map<String, LogFile> byId = new LinkedHashMap<>();
    try {
      for (Path path : patterns.match()) {
        look(path).ifPresent(file -> byId.putIfAbsent(file.id(), file));
      }
    } catch (IOException failure) {
      throw unreadable("the folder of " + patterns, failure);
    }
    return new ArrayList<>(byId.values());
  }

  @Override
  public List<LogFile> neighbours(String path) {
    List<LogFile> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(path).getParent())) {
      for (Path file : files) {
        if (found.size() >= MOST_NEIGHBOURS) {
          break;
        }
        if (!FilePatterns.isCompressed(file)) {
          look(file).ifPresent(found::add);
        }
      }
    } catch (IOException gone) {
      return found;
    }
    return found;
  }

  @Override
  public Optional<LogFile> deleted(String id, String path) {
    Optional<FileChannel> channel = open.of(id);
    try {
      return channel.isEmpty()
          ? Optional.empty()
          : Optional.of(new LogFile(id, path, channel.get().size(), 0));
    } catch (IOException closed) {
      open.close(id);
      return Optional.empty();
    }
  }

  @Override
  public Optional<byte[]> read(LogFile file, long offset, int length) throws PollFailure {
    try {
      Optional<FileChannel> channel = open.open(file.id(), Path.of(file.path()));
      return channel.isEmpty()
          ? Optional.empty()
          : Optional.of(OpenFiles.read(channel.get(), offset, length));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException failure) {
      open.close(file.id());
      throw unreadable(file.path(), failure);
    }
  }

  @Override
  public void release(String id) {
    open.close(id);
  }

  /** How many files are held open. */
  int openFiles() {
    return open.count();
  }

  @Override
  public Duration leastInterval() {
    return Duration.ZERO;
  }

  @Override
  public void close() {
    open.close();
  }

  /** What is at a path; empty when there is no ordinary file. */
  static Optional<LogFile> look(Path path) {
    try {
      Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES);
      if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
        return Optional.empty();
      }
      String id =
          Long.toHexString(((Number) attributes.get("dev")).longValue())
              + "-"
              + Long.toHexString(((Number) attributes.get("ino")).longValue());
      return Optional.of(
          new LogFile(
              id,
              path.toString(),
              ((Number) attributes.get("size")).longValue(),
              ((FileTime) attributes.get("lastModifiedTime")).toMillis()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static PollFailure unreadable(String what, IOException failure) {
    boolean denied = failure instanceof AccessDeniedException;
    return PollFailure.of(
        FailureCode.LOG_UNREADABLE,
        what
            + " cannot be read ("
            + (denied ? "permission denied" : failure.getClass().getSimpleName())
            + ")",
        denied
            ? "let the collector's user read the log: set log_file_mode = 0640 and put the user"
                + " into the server's group, and let it enter the folder"
            : "check the file system, and logs.paths in the configuration");
  }
}
