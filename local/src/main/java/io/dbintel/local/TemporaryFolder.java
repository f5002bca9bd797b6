package io.dbintel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A folder of its own that is deleted with all it holds on {@link #close()}. A lock inside tells
 * that its process lives, so that what a killed process left behind can be found and cleared away.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final String LOCK = ".owner";

  /** Folders of this process, not to be looked into: closing a lock file again frees its lock. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Creates {@code dbintel-<purpose>-…} below the JVM's temporary directory. */
  public static TemporaryFolder create(String purpose) {
    try {
      Path path = Files.createTempDirectory(prefix(purpose));
      OWN.add(path.toAbsolutePath());
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      return new TemporaryFolder(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder for " + purpose, e);
    }
  }

  /**
   * Deletes the folders of this purpose whose process has ended without closing them.
   *
   * @param beforeDeletion ends what may still work in such a folder
   */
  public static void clearAway(String purpose, Consumer<Path> beforeDeletion) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix(purpose) + "*")) {
      for (Path folder : folders) {
        if (!OWN.contains(folder.toAbsolutePath()) && isAbandoned(folder)) {
          beforeDeletion.accept(folder);
          delete(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + parent, e);
    }
  }

  public Path path() {
    return path;
  }

  /** Creates a folder inside. */
  public Path directory(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + path.resolve(name), e);
    }
  }

  /** Bytes of all files inside, as far as they can be read while others write. */
  public static long sizeInBytes(Path folder) {
    long[] bytes = {0};
    walk(
        folder,
        new Tolerant() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  /** Deletes {@code folder} and all it holds; a folder that does not exist is fine. */
  public static void delete(Path folder) {
    walk(
        folder,
        new Tolerant() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    delete(path);
    OWN.remove(path.toAbsolutePath());
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release " + path, e);
    }
  }

  private static String prefix(String purpose) {
    return "dbintel-" + purpose + "-";
  }

  /** A folder without a lock file is just being made, and one of another user is none of ours. */
  private static boolean isAbandoned(Path folder) {
    Path file = folder.resolve(LOCK);
    if (!Files.isWritable(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (OverlappingFileLockException | IOException e) {
      return false;
    }
  }

  private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot walk through " + folder, e);
    }
  }

  /** Files that vanish on the way are no failure: servers delete their own files too. */
  private static class Tolerant extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
