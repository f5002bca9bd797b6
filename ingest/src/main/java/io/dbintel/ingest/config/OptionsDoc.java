package io.dbintel.ingest.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code docs/config.md} from the declared options. */
public final class OptionsDoc {
  private static final String EXAMPLE =
      """
      collector:
        id: eu-west
      kafka:
        bootstrap_servers: kafka-1:9092,kafka-2:9092
        properties:
          security.protocol: SASL_SSL
          sasl.mechanism: SCRAM-SHA-512
          sasl.jaas.config: ${file:/run/secrets/kafka-jaas}
      defaults:
        user: dbintel
        password: ${env:PG_PASSWORD}
        sslmode: verify-full
        ssl_root_cert: /etc/ssl/pg-ca.pem
      targets:
        - instance: shop-1
          host: shop-1.example.com
        - instance: shop-2
          host: shop-2.example.com
          port: 5433
          password: ${file:/run/secrets/shop-2}
          statements:
            interval: 30s
      """;

  private OptionsDoc() {}

  /** Writes the page to the given file. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("Usage: OptionsDoc FILE");
      System.exit(2);
    }
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, markdown(), StandardCharsets.UTF_8);
  }

  /** The page. The same options give the same bytes. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Configuration of the collector\n\n")
        .append("<!-- Generated from the declared options; a test fails when it is stale. -->\n\n")
        .append("A YAML file: `./dbintel ingest --config FILE`. Unknown keys are errors. ")
        .append("Durations are written `500ms`, `60s`, `5m`, `6h` or `1d`.\n\n")
        .append("Any value may hold `${env:NAME}` (an environment variable) or ")
        .append("`${file:/path}` (the content of a file without its last line break). ")
        .append("Secrets belong there; they never appear in logs or errors.\n\n")
        .append("```yaml\n")
        .append(EXAMPLE)
        .append("```\n");
    section(page, "The collector and Kafka", "", Options.GLOBAL);
    page.append("| `")
        .append(Options.KAFKA_PROPERTIES)
        .append("` | mapping | | | ")
        .append(Options.KAFKA_PROPERTIES_DESCRIPTION)
        .append(" |\n");
    section(page, "Each target: `targets[]`", "These stand in each target.\n\n", Options.IDENTITY);
    section(
        page,
        "Each target, or all of them: `targets[]` and `defaults`",
        "A target's own value wins over the one in `defaults`.\n\n",
        Options.SHARED);
    page.append("\n## Every option in one file\n\n")
        .append("Defaults, and examples of what has none. Nobody needs all of it.\n\n```yaml\n")
        .append(SampleFile.yaml())
        .append("```\n");
    return page.toString();
  }

  private static void section(
      StringBuilder page, String title, String intro, List<Option<?>> options) {
    page.append("\n## ").append(title).append("\n\n").append(intro);
    page.append("| key | type | default | rule | meaning |\n|---|---|---|---|---|\n");
    for (Option<?> option : options) {
      page.append("| `").append(option.key()).append("` | ").append(option.type().name());
      page.append(" | ").append(defaultCell(option)).append(" | ").append(option.rule().words());
      page.append(" | ").append(option.description()).append(" |\n");
    }
  }

  private static String defaultCell(Option<?> option) {
    if (option.defaultText() != null) {
      return "`" + option.defaultText() + "`";
    }
    return option.required() ? "required" : "";
  }
}
