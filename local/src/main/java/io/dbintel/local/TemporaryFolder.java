package io.dbintel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder of its own that is deleted with all it holds on {@link #close()}. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /** Creates {@code dbintel-<purpose>-…} below the JVM's temporary directory. */
  public static TemporaryFolder create(String purpose) {
    try {
      return new TemporaryFolder(Files.createTempDirectory("dbintel-" + purpose + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder for " + purpose, e);
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
