package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dbintel.udfs.pii.ScrubbedText.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each detector alone, by example: what it finds to the character, and what it leaves. */
class DetectorExamplesTest {
  private static final JsonNode EXAMPLES = read();

  record Example(TextDetector detector, Sensitivity sensitivity, String marked) {
    String text() {
      return marked.replace("«", "").replace("»", "");
    }

    String redacted() {
      return marked.replaceAll("(?s)«.*?(»|$)", "<" + detector.id() + ">");
    }
  }

  static Stream<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (TextDetector detector : TextDetector.values()) {
      JsonNode lists = EXAMPLES.path(detector.id());
      for (Sensitivity sensitivity : Sensitivity.values()) {
        add(
            examples,
            detector,
            sensitivity,
            lists.path(sensitivity.name().toLowerCase(Locale.ROOT)));
      }
      add(examples, detector, Sensitivity.STRICT, lists.path("standard"));
      add(examples, detector, Sensitivity.STANDARD, lists.path("standard-only"));
    }
    return examples.stream();
  }

  private static void add(
      List<Example> examples, TextDetector detector, Sensitivity sensitivity, JsonNode texts) {
    texts.forEach(text -> examples.add(new Example(detector, sensitivity, text.asText())));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void findsExactlyWhatIsMarked(Example example) {
    TextScrubber scrubber = only(example.detector(), example.sensitivity());
    ScrubbedText scrubbed = scrubber.scrub("comment", example.text());
    assertThat(scrubbed.text()).isEqualTo(example.redacted());
    assertThat(scrubbed.outcome()).isEqualTo(Outcome.KEPT);
    long marks = example.marked().chars().filter(c -> c == '«').count();
    assertThat(scrubbed.detections().stream().mapToInt(Detection::count).sum())
        .isEqualTo((int) marks);
  }

  @Test
  void everyDetectorHasExamplesOfBothKinds() {
    for (TextDetector detector : TextDetector.values()) {
      List<String> texts = new ArrayList<>();
      EXAMPLES.path(detector.id()).path("standard").forEach(text -> texts.add(text.asText()));
      assertThat(texts).as(detector.id()).anyMatch(text -> text.contains("«"));
      assertThat(texts).as(detector.id()).anyMatch(text -> !text.contains("«"));
    }
  }

  private static TextScrubber only(TextDetector detector, Sensitivity sensitivity) {
    TextRule rule = TextRule.of(detector, RuleAction.REDACT, sensitivity);
    return new TextScrubber(new TextRules(List.of(rule)));
  }

  private static JsonNode read() {
    try (InputStream file = DetectorExamplesTest.class.getResourceAsStream("text-examples.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
