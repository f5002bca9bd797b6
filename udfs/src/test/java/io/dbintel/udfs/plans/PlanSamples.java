package io.dbintel.udfs.plans;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Entries that auto_explain of PostgreSQL 17 wrote; data in them holds {@link #SECRET}. */
final class PlanSamples {
  static final String SECRET = "s3cr3t";

  private PlanSamples() {}

  static String read(String name, PlanFormat format) {
    String file = name + "." + format.name().toLowerCase(Locale.ROOT);
    try (InputStream in = PlanSamples.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  static List<String> all() {
    return Stream.of(PlanFormat.values())
        .flatMap(format -> Stream.of(read("initplans", format), read("bound", format)))
        .toList();
  }

  static String withoutPrefix(String plan) {
    return plan.startsWith("duration: ") ? plan.substring(plan.indexOf('\n') + 1) : plan;
  }
}
