package io.dbintel.local.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of {@code plan-statements.sql}: its text holds the word {@link #SECRET} wherever data
 * can be.
 *
 * @param settings what shapes the plan, {@code name = value}
 * @param since first major release that knows it
 * @param until last one
 */
record PlanStatement(String sql, List<String> settings, int since, int until) {
  static final String SECRET = "s3cr3t";

  private static final String HEADER = "--!";

  static List<PlanStatement> of(int major) {
    List<PlanStatement> statements = new ArrayList<>();
    for (String block : resource("plan-statements.sql").split("(^|\n)" + HEADER, -1)) {
      int lineEnd = block.indexOf('\n');
      if (lineEnd >= 0) {
        statements.add(parse(block.substring(0, lineEnd), block.substring(lineEnd + 1)));
      }
    }
    return statements.stream().filter(it -> it.since <= major && major <= it.until).toList();
  }

  static String schema() {
    return resource("plan-schema.sql");
  }

  private static PlanStatement parse(String header, String sql) {
    List<String> settings = new ArrayList<>();
    int since = 0;
    int until = Integer.MAX_VALUE;
    for (String part : header.strip().split("; ", -1)) {
      String word = part.startsWith("set=") ? part.substring("set=".length()) : part;
      if (word.startsWith("since=")) {
        since = Integer.parseInt(word.substring("since=".length()));
      } else if (word.startsWith("until=")) {
        until = Integer.parseInt(word.substring("until=".length()));
      } else if (!word.isEmpty()) {
        settings.add(word);
      }
    }
    return new PlanStatement(sql.strip(), settings, since, until);
  }

  private static String resource(String name) {
    try (InputStream in = PlanStatement.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
