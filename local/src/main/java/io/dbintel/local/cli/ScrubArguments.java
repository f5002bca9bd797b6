package io.dbintel.local.cli;

import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.plans.PlanOptions;
import io.dbintel.udfs.scrub.HashKey;
import io.dbintel.udfs.scrub.ScrubOptions;
import io.dbintel.udfs.sql.SqlOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code scrub}, for {@code @Mixin}. */
final class ScrubArguments {
  /** Environment variable with the key of hashes. */
  static final String HASH_KEY = "DBINTEL_HASH_KEY";

  @ArgGroup private RuleSource source = new RuleSource();

  @Option(
      names = "--hash-key-file",
      paramLabel = "FILE",
      description = "Key for rules that hash, at least 16 bytes (default: $DBINTEL_HASH_KEY).")
  private Path hashKeyFile;

  @Option(
      names = "--standard-conforming-strings",
      defaultValue = "on",
      paramLabel = "on|off",
      description = "The server's setting (default: ${DEFAULT-VALUE}).")
  private String standardConformingStrings;

  @Option(
      names = "--cut-at",
      defaultValue = "0",
      paramLabel = "BYTES",
      description =
          "The size at which the source cuts statements, such as its track_activity_query_size"
              + " (default: it does not).")
  private int cutAt;

  @Option(names = "--anonymize-filters", description = "Plans: conditions on rows become ?.")
  private boolean anonymizeFilters;

  @Option(names = "--anonymize-joins", description = "Plans: conditions of joins become ?.")
  private boolean anonymizeJoins;

  @Option(names = "--remove-costs", description = "Plans: no costs and estimates.")
  private boolean removeCosts;

  @Option(
      names = "--sensitive-nodes",
      paramLabel = "TYPE",
      split = ",",
      description = "Plans: node types whose names and expressions become ?.")
  private Set<String> sensitiveNodes = new LinkedHashSet<>();

  /** Where rules for free text come from. */
  private static final class RuleSource {
    @Option(names = "--rules", paramLabel = "FILE", description = "Rules for free text, as YAML.")
    private Path file;

    @Option(
        names = "--preset",
        paramLabel = "NAME",
        description = "Rules for free text: standard (default), pci, hipaa or gdpr.")
    private String preset;
  }

  /**
   * @throws IllegalArgumentException naming option, value and rule
   */
  ScrubOptions options(Map<String, String> environment) {
    return new ScrubOptions(sql(), plans(), rules(), key(environment));
  }

  private SqlOptions sql() {
    if (!Set.of("on", "off").contains(standardConformingStrings)) {
      throw invalid(
          "--standard-conforming-strings", standardConformingStrings, "must be on or off");
    }
    if (cutAt < 0) {
      throw invalid("--cut-at", Integer.toString(cutAt), "must be 0 or a number of bytes");
    }
    return new SqlOptions(standardConformingStrings.equals("on"), cutAt);
  }

  private PlanOptions plans() {
    try {
      return new PlanOptions(anonymizeFilters, anonymizeJoins, removeCosts, sensitiveNodes);
    } catch (IllegalArgumentException rule) {
      throw invalid("--sensitive-nodes", String.join(",", sensitiveNodes), rule.getMessage());
    }
  }

  private TextRules rules() {
    if (source.file == null) {
      return source.preset == null ? TextRules.standard() : TextRules.preset(source.preset);
    }
    String yaml = new String(read("--rules", source.file), StandardCharsets.UTF_8);
    try {
      return TextRules.parse(yaml);
    } catch (IllegalArgumentException rule) {
      throw invalid("--rules", source.file.toString(), rule.getMessage());
    }
  }

  private Optional<HashKey> key(Map<String, String> environment) {
    if (hashKeyFile != null) {
      return Optional.of(new HashKey(withoutLineEnd(read("--hash-key-file", hashKeyFile))));
    }
    return Optional.ofNullable(environment.get(HASH_KEY))
        .map(key -> new HashKey(key.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] withoutLineEnd(byte[] content) {
    int end = content.length;
    while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOf(content, end);
  }

  private static byte[] read(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw invalid(option, file.toString(), "there is no such file");
    } catch (IOException unreadable) {
      throw invalid(option, file.toString(), "the file cannot be read");
    }
  }

  private static IllegalArgumentException invalid(String option, String value, String rule) {
    return new IllegalArgumentException(
        "Invalid value %s for %s: %s".formatted(value, option, rule));
  }
}
