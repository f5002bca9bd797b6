package io.dbintel.local.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lexer's keywords are those of the servers, no more and no fewer. */
class KeywordsIT {
  private static final String FILE = "/io/dbintel/udfs/sql/keywords.txt";

  @Test
  void fileHoldsTheKeywordsOfAllMajors() throws IOException {
    Map<String, String> served = new TreeMap<>();
    for (int major = 13; major <= 18; major++) {
      try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(major)) {
        for (List<String> row :
            server.query("postgres", "SELECT word, catcode FROM pg_get_keywords()")) {
          served.put(row.get(0), row.get(1));
        }
      }
    }
    assertThat(served).hasSizeGreaterThan(400);
    assertThat(declared()).isEqualTo(served);
  }

  private static Map<String, String> declared() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                KeywordsIT.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(word -> word[0], word -> word[1], (a, b) -> a, TreeMap::new));
    }
  }
}
