package io.dbintel.udfs.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Valid statements of all kinds, by hand. In their files a blank line ends each. */
final class SqlCorpus {
  private static final Path FOLDER = Path.of("src/test/resources/sql");

  private SqlCorpus() {}

  static List<String> statements() {
    return Stream.of("queries.sql", "definitions.sql", "utility.sql")
        .flatMap(file -> read(file).stream())
        .toList();
  }

  static List<String> read(String file) {
    try {
      String[] blocks = Files.readString(FOLDER.resolve(file)).split("\n\n");
      return Arrays.stream(blocks).map(String::strip).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
