package io.dbintel.schemas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Golden files of the wire forms, in {@code src/test/resources/golden}. A change of one is a change
 * of the contract; {@code -Dgolden.update=true} writes them anew.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  public static void assertMatches(String file, byte[] actual) {
    try {
      Path path = FOLDER.resolve(file);
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(FOLDER);
        Files.write(path, actual);
      }
      assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(Files.readString(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the golden file " + file, unreadable);
    }
  }
}
