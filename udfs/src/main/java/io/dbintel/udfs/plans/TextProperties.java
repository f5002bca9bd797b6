package io.dbintel.udfs.plans;

import io.dbintel.udfs.sql.ScrubbedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of a text plan that are no node: {@code Key: value}, labels and triggers. */
final class TextProperties {
  /** Text has no such line; YAML starts with it. */
  private static final String NODE_TYPE = "Node Type";

  private static final String TRIGGER = "Trigger ";
  private static final String SETTINGS = "Settings:";
  private static final String FOR_CONSTRAINT = " for constraint ";
  private static final String ON = " on ";
  private static final Pattern TRIGGER_FIGURES =
      Pattern.compile(": (?:time=\\d{1,20}\\.\\d{1,20} )?calls=\\d{1,20}");
  private static final Pattern SETTING = Pattern.compile("(?:^|, )([a-zA-Z_][\\w.$]{0,63}+) = '");
  private static final Pattern OF_WORKER = Pattern.compile("(?:JIT for w|W)orker \\d{1,9}");

  private final PlanTexts texts;
  private final PlanOptions options;
  private final Tally tally;

  TextProperties(PlanTexts texts, PlanOptions options, Tally tally) {
    this.texts = texts;
    this.options = options;
    this.tally = tally;
  }

  /** Lines in which the server writes names and settings without quoting them: one line each. */
  static boolean holdsBareNames(String line) {
    return PlanNames.isSubplan(line)
        || line.startsWith(TRIGGER)
        || line.startsWith(SETTINGS)
        || PlanKeys.CATALOGUE.named(key(line)).filter(it -> it.kind() == KeyKind.NAME).isPresent();
  }

  Optional<String> bareNames(String line) {
    if (line.startsWith(TRIGGER)) {
      return trigger(line);
    }
    if (line.startsWith(SETTINGS)) {
      return Optional.of(SETTINGS + " " + settings(line.substring(SETTINGS.length()).strip()));
    }
    return PlanNames.isSubplan(line) ? Optional.of(subplan(line)) : names(line);
  }

  /** A property by its key; empty when the key is unknown or the value not of its kind. */
  Optional<String> property(String line, boolean sensitive) {
    String key = key(line);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    String value = line.substring(key.length() + 1).strip();
    return value(key, value, sensitive).map(it -> (key + ": " + it).stripTrailing());
  }

  private Optional<String> value(String key, String value, boolean sensitive) {
    if (TextKeys.CATALOGUE.isFigures(key) || OF_WORKER.matcher(key).matches()) {
      return TextKeys.CATALOGUE.areFigures(value) ? Optional.of(spaced(value)) : Optional.empty();
    }
    if (TextKeys.CATALOGUE.isExpression(key)) {
      return Optional.of(texts.expression(KeyKind.EXPRESSION, value, sensitive));
    }
    return PlanKeys.CATALOGUE
        .named(key)
        .filter(known -> !known.name().equals(NODE_TYPE))
        .flatMap(known -> value(known, value, sensitive));
  }

  private Optional<String> value(PlanKey key, String value, boolean sensitive) {
    return switch (key.kind()) {
      case FILTER, JOIN, EXPRESSION -> Optional.of(texts.expression(key.kind(), value, sensitive));
      case ESTIMATE, NUMBER, NUMBER_OR_BOOLEAN, BOOLEAN ->
          Optional.of(value)
              .filter(TextKeys.CATALOGUE::areFigures)
              .filter(it -> key.kind() != KeyKind.ESTIMATE || !options.removeCostEstimates());
      case ENUM -> Optional.of(key.values().contains(value) ? value : PlanNames.REDACTED);
      case SQL -> Optional.of(sensitive ? PlanNames.REDACTED : statement(value));
      case PARAMETERS -> Optional.of(PlanTexts.parameters(value));
      case NAME, SUBPLAN, SETTINGS, STRUCTURE -> Optional.empty();
    };
  }

  private String statement(String sql) {
    ScrubbedSql statement = texts.statement(sql);
    tally.query(statement);
    return statement.text();
  }

  /** Figures of workers and sorts stand two spaces apart: a line may start with such a gap. */
  private static String spaced(String value) {
    return value.replace('\n', ' ').replace('\r', ' ');
  }

  private static String subplan(String label) {
    int space = label.indexOf(' ');
    return label.startsWith("CTE ")
        ? "CTE " + PlanNames.inText(label.substring(space + 1))
        : PlanNames.subplan(label);
  }

  private static Optional<String> names(String line) {
    String key = key(line);
    String names =
        Stream.of(line.substring(key.length() + 1).strip().split(", ", -1))
            .map(PlanNames::inText)
            .collect(Collectors.joining(", "));
    return Optional.of(key + ": " + names);
  }

  /** {@code Trigger t for constraint c on r: time=1.234 calls=1}; each name may be missing. */
  private static Optional<String> trigger(String line) {
    int colon = line.lastIndexOf(": ");
    if (colon < 0 || !TRIGGER_FIGURES.matcher(line.substring(colon)).matches()) {
      return Optional.empty();
    }
    String names = " " + line.substring(TRIGGER.length(), colon);
    int constraint = names.indexOf(FOR_CONSTRAINT);
    int on = names.lastIndexOf(ON);
    int relation = on > constraint ? on : names.length();
    StringBuilder scrubbed = new StringBuilder("Trigger");
    String own = names.substring(0, constraint < 0 ? relation : constraint).strip();
    if (!own.isEmpty()) {
      scrubbed.append(' ').append(PlanNames.inText(own));
    }
    if (constraint >= 0) {
      int from = constraint + FOR_CONSTRAINT.length();
      String name = from <= relation ? names.substring(from, relation) : "";
      scrubbed.append(FOR_CONSTRAINT).append(PlanNames.inText(name.strip()));
    }
    if (relation < names.length()) {
      String name = names.substring(relation + ON.length()).strip();
      scrubbed.append(ON).append(PlanNames.inText(name));
    }
    return Optional.of(scrubbed + line.substring(colon));
  }

  /** Values stand between quotes but are not escaped: one ends where the next setting starts. */
  private String settings(String list) {
    List<String> kept = new ArrayList<>();
    Matcher setting = SETTING.matcher(list);
    boolean more = setting.find();
    while (more) {
      String name = setting.group(1);
      int from = setting.end();
      more = setting.find();
      String value = list.substring(from, more ? setting.start() : list.length());
      String unquoted = value.endsWith("'") ? value.substring(0, value.length() - 1) : value;
      PlanTexts.setting(name, unquoted)
          .ifPresentOrElse(it -> kept.add(name + " = '" + it + "'"), tally::drop);
    }
    return String.join(", ", kept);
  }

  /** What stands before the first colon that ends the line or comes before a space. */
  private static String key(String line) {
    int colon = line.indexOf(':');
    boolean ends = colon > 0 && (colon + 1 == line.length() || line.charAt(colon + 1) == ' ');
    return ends ? line.substring(0, colon) : "";
  }
}
