package io.dbintel.ingest.logs.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Paths with {@code *} and {@code ?} in their last part. Compressed files never match. */
final class FilePatterns {
  private static final Set<String> COMPRESSED =
      Set.of("gz", "bz2", "xz", "zst", "lz4", "zip", "Z", "tmp", "swp");

  private final List<Path> patterns = new ArrayList<>();

  /**
   * @param paths with commas between them
   */
  FilePatterns(String paths) {
    for (String path : paths.split(",", -1)) {
      if (!path.isBlank()) {
        patterns.add(Path.of(path.strip()).toAbsolutePath());
      }
    }
  }

  /**
   * The files that match now. A folder that does not exist has none.
   *
   * @throws IOException when a folder cannot be looked into
   */
  List<Path> match() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path pattern : patterns) {
      found.addAll(in(pattern.getParent(), pattern.getFileName().toString()));
    }
    return found;
  }

  static boolean isCompressed(Path file) {
    String name = file.getFileName().toString();
    return COMPRESSED.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static List<Path> in(Path folder, String name) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name)) {
      for (Path file : files) {
        if (!isCompressed(file)) {
          found.add(file);
        }
      }
    } catch (NoSuchFileException absent) {
      return found;
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    }
    return found;
  }

  @Override
  public String toString() {
    return patterns.toString();
  }
}
