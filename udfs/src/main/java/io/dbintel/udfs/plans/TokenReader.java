package io.dbintel.udfs.plans;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Items;
import io.dbintel.udfs.plans.PlanValue.Member;
import io.dbintel.udfs.plans.PlanValue.Scalar;
import io.dbintel.udfs.plans.PlanValue.ScalarType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads JSON and YAML as far as they can be read: a cut text yields what stood before the cut, all
 * parts closed, the value that was cut left out. Depth is bounded; YAML has no tags, anchors or
 * aliases.
 */
final class TokenReader {
  static final int DEEPEST = 1_000;

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxStringLength(PlanScrubber.LONGEST)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(BOUNDS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();
  private static final YAMLFactory YAML =
      YAMLFactory.builder().streamReadConstraints(BOUNDS).loaderOptions(yamlBounds()).build();

  private final JsonParser parser;
  private final Tally tally;

  private TokenReader(JsonParser parser, Tally tally) {
    this.parser = parser;
    this.tally = tally;
  }

  static Optional<PlanValue> json(String text, Tally tally) {
    try (JsonParser parser = JSON.createParser(text)) {
      return new TokenReader(parser, tally).document();
    } catch (IOException unreadable) {
      tally.truncate();
      return Optional.empty();
    }
  }

  static Optional<PlanValue> yaml(String text, Tally tally) {
    try (JsonParser parser = YAML.createParser(yamlCharacters(text))) {
      return new TokenReader(parser, tally).document();
    } catch (IOException | RuntimeException unreadable) {
      tally.truncate();
      return Optional.empty();
    }
  }

  private Optional<PlanValue> document() {
    PlanValue value = next() ? value() : null;
    if (value != null && next()) {
      tally.truncate();
    }
    return Optional.ofNullable(value);
  }

  /**
   * The value at the current token; null for one that was not read to its end, and for an alias.
   */
  private PlanValue value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> group();
      case START_ARRAY -> items();
      case VALUE_STRING -> scalar(ScalarType.STRING);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(ScalarType.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(ScalarType.BOOLEAN);
      default -> new Scalar("", ScalarType.NULL);
    };
  }

  private Group group() {
    List<Member> entries = new ArrayList<>();
    while (next() && parser.currentToken() == JsonToken.FIELD_NAME) {
      String key = name();
      PlanValue value = next() ? value() : null;
      if (value != null) {
        entries.add(new Member(key, value));
      }
    }
    return new Group(entries);
  }

  private Items items() {
    List<PlanValue> values = new ArrayList<>();
    while (next() && parser.currentToken() != JsonToken.END_ARRAY) {
      PlanValue value = value();
      if (value != null) {
        values.add(value);
      }
    }
    return new Items(values);
  }

  private String name() {
    try {
      return parser.currentName();
    } catch (IOException | RuntimeException unreadable) {
      tally.truncate();
      return "";
    }
  }

  /** A long text is read from its source only now, and may turn out to be cut. */
  private Scalar scalar(ScalarType type) {
    try {
      if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
        tally.drop();
        return null;
      }
      return new Scalar(parser.getText(), type);
    } catch (IOException | RuntimeException unreadable) {
      tally.truncate();
      return null;
    }
  }

  /** Moves on. False at the end, and for ever after something that cannot be read. */
  private boolean next() {
    if (parser.isClosed()) {
      return false;
    }
    try {
      return parser.nextToken() != null;
    } catch (IOException | RuntimeException unreadable) {
      // SnakeYAML reports what it cannot read by exceptions of its own, which are unchecked.
      tally.truncate();
      close();
      return false;
    }
  }

  private void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new IllegalStateException("A text in memory can be closed", e);
    }
  }

  private static LoaderOptions yamlBounds() {
    LoaderOptions bounds = new LoaderOptions();
    bounds.setCodePointLimit(PlanScrubber.LONGEST);
    return bounds;
  }

  /** The server writes control characters as they are, which YAML does not allow. */
  private static String yamlCharacters(String text) {
    return Characters.replaced(text, c -> !Characters.isControl(c), '\ufffd');
  }
}
