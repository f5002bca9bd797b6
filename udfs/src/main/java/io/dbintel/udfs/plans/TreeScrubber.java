package io.dbintel.udfs.plans;

import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Items;
import io.dbintel.udfs.plans.PlanValue.Member;
import io.dbintel.udfs.plans.PlanValue.Scalar;
import io.dbintel.udfs.plans.PlanValue.ScalarType;
import io.dbintel.udfs.sql.ScrubbedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Applies the rule of each key to a plan in a structured format. What has no rule is left out. */
final class TreeScrubber {
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,4})?");
  private static final String NODE_TYPE = "Node Type";

  /** XML calls the elements of a list of scalars so. */
  private static final String ITEM = "Item";

  private final PlanTexts texts;
  private final PlanOptions options;
  private final Tally tally;

  TreeScrubber(PlanTexts texts, PlanOptions options, Tally tally) {
    this.texts = texts;
    this.options = options;
    this.tally = tally;
  }

  /** A whole plan: a group, or a list of groups. */
  Optional<PlanValue> document(PlanValue value) {
    return structure(value);
  }

  private Optional<PlanValue> structure(PlanValue value) {
    if (value instanceof Group group) {
      return Optional.of(group(group));
    }
    if (value instanceof Items items) {
      return Optional.of(new Items(all(items.values(), this::structure)));
    }
    Scalar scalar = (Scalar) value;
    return scalar.text().isBlank() && scalar.type() != ScalarType.UNTYPED
        ? Optional.of(new Items(List.of()))
        : kept(scalar, TreeScrubber::isBareStructure);
  }

  /** {@code JIT.Timing.Generation} is a number before 17; {@code ?} is our own placeholder. */
  private static boolean isBareStructure(Scalar scalar) {
    return isNumber(scalar) || scalar.text().equals(PlanNames.REDACTED) || scalar.text().isBlank();
  }

  private Group group(Group group) {
    boolean sensitive = isSensitive(group);
    List<Member> kept = new ArrayList<>();
    for (Member entry : group.entries()) {
      Optional<PlanKey> key = PlanKeys.CATALOGUE.named(entry.key());
      if (key.isEmpty()) {
        tally.drop();
      } else if (key.get().kind() != KeyKind.ESTIMATE || !options.removeCostEstimates()) {
        value(key.get(), entry.value(), sensitive)
            .ifPresent(value -> kept.add(new Member(entry.key(), value)));
      }
    }
    return new Group(kept);
  }

  private boolean isSensitive(Group group) {
    return group.entries().stream()
        .filter(entry -> entry.key().equals(NODE_TYPE))
        .anyMatch(
            entry ->
                entry.value() instanceof Scalar type
                    && options.sensitiveNodeTypes().contains(type.text()));
  }

  private Optional<PlanValue> value(PlanKey key, PlanValue value, boolean sensitive) {
    return switch (key.kind()) {
      case STRUCTURE -> structure(value);
      case SETTINGS -> settings(value);
      default -> list(key, value, sensitive);
    };
  }

  /** A scalar, or a list of such, which in XML is a group of items. */
  private Optional<PlanValue> list(PlanKey key, PlanValue value, boolean sensitive) {
    if (value instanceof Scalar scalar) {
      return isEmptyList(scalar) ? Optional.of(scalar) : scalar(key, scalar, sensitive);
    }
    if (value instanceof Items items) {
      return Optional.of(new Items(all(items.values(), item -> list(key, item, sensitive))));
    }
    List<Member> kept = new ArrayList<>();
    for (Member entry : ((Group) value).entries()) {
      if (isItem(key, entry.key())) {
        list(key, entry.value(), sensitive)
            .ifPresent(item -> kept.add(new Member(entry.key(), item)));
      } else {
        tally.drop();
      }
    }
    return Optional.of(new Group(kept));
  }

  private static boolean isEmptyList(Scalar scalar) {
    return scalar.type() == ScalarType.UNTYPED && scalar.text().isBlank();
  }

  /** Lists of lists hold {@code Group Key} in {@code Group Keys}. */
  private static boolean isItem(PlanKey key, String name) {
    return name.equals(ITEM) || (key.kind() == KeyKind.EXPRESSION && key.name().equals(name + "s"));
  }

  private Optional<PlanValue> scalar(PlanKey key, Scalar scalar, boolean sensitive) {
    return switch (key.kind()) {
      case NUMBER, ESTIMATE -> kept(scalar, TreeScrubber::isNumber);
      case BOOLEAN -> kept(scalar, TreeScrubber::isBoolean);
      case NUMBER_OR_BOOLEAN -> kept(scalar, it -> isNumber(it) || isBoolean(it));
      case ENUM -> text(scalar, text -> word(key, text));
      case NAME -> text(scalar, text -> sensitive ? PlanNames.REDACTED : PlanNames.bare(text));
      case SUBPLAN -> text(scalar, PlanNames::subplan);
      case FILTER, JOIN, EXPRESSION ->
          text(scalar, text -> texts.expression(key.kind(), text, sensitive));
      case SQL -> text(scalar, text -> statement(text, sensitive));
      case PARAMETERS -> text(scalar, PlanTexts::parameters);
      case STRUCTURE, SETTINGS -> throw new IllegalArgumentException(key.name() + " is no scalar");
    };
  }

  private String word(PlanKey key, String text) {
    if (key.values().contains(text)) {
      return text;
    }
    tally.drop();
    return PlanNames.REDACTED;
  }

  private String statement(String text, boolean sensitive) {
    if (sensitive) {
      return PlanNames.REDACTED;
    }
    ScrubbedSql scrubbed = texts.statement(text);
    tally.query(scrubbed);
    return scrubbed.text();
  }

  private Optional<PlanValue> settings(PlanValue value) {
    List<Member> kept = new ArrayList<>();
    if (value instanceof Group group) {
      for (Member entry : group.entries()) {
        setting(entry).ifPresentOrElse(kept::add, tally::drop);
      }
    }
    return Optional.of(new Group(kept));
  }

  private static Optional<Member> setting(Member entry) {
    return entry.value() instanceof Scalar scalar
        ? PlanTexts.setting(entry.key(), scalar.text())
            .map(value -> new Member(entry.key(), new Scalar(value, textType(scalar))))
        : Optional.empty();
  }

  private Optional<PlanValue> text(Scalar scalar, Function<String, String> rule) {
    if (scalar.type() != ScalarType.STRING && scalar.type() != ScalarType.UNTYPED) {
      tally.drop();
      return Optional.empty();
    }
    return Optional.of(new Scalar(rule.apply(scalar.text()), scalar.type()));
  }

  private Optional<PlanValue> kept(Scalar scalar, Function<Scalar, Boolean> rule) {
    if (rule.apply(scalar)) {
      return Optional.of(scalar);
    }
    tally.drop();
    return Optional.empty();
  }

  private static List<PlanValue> all(
      List<PlanValue> values, Function<PlanValue, Optional<PlanValue>> rule) {
    // No stream: its frames on the stack are many, and plans may be deep.
    List<PlanValue> kept = new ArrayList<>(values.size());
    for (PlanValue value : values) {
      rule.apply(value).ifPresent(kept::add);
    }
    return kept;
  }

  private static ScalarType textType(Scalar scalar) {
    return scalar.type() == ScalarType.UNTYPED ? ScalarType.UNTYPED : ScalarType.STRING;
  }

  private static boolean isNumber(Scalar scalar) {
    return (scalar.type() == ScalarType.NUMBER || scalar.type() == ScalarType.UNTYPED)
        && NUMBER.matcher(scalar.text()).matches();
  }

  private static boolean isBoolean(Scalar scalar) {
    return (scalar.type() == ScalarType.BOOLEAN || scalar.type() == ScalarType.UNTYPED)
        && (scalar.text().equals("true") || scalar.text().equals("false"));
  }
}
