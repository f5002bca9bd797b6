package io.dbintel.udfs.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dbintel.udfs.sql.SqlScrubber;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every shape of the catalogue by its own example. */
class CatalogueTest {
  private static final List<String> PLANTED = List.of("s3cr3t", "bob.smith", "4111");
  private static final EntryFacts FACTS = new EntryFacts(false, true);

  record Example(ShapeGroup group, String shape, String text, String scrubbed) {
    @Override
    public String toString() {
      return group + " " + shape;
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    try (InputStream yaml = Catalogue.class.getResourceAsStream("log-messages.yaml")) {
      JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(yaml);
      for (ShapeGroup group : ShapeGroup.values()) {
        for (JsonNode entry : root.get(group.name().toLowerCase(Locale.ROOT))) {
          String text = entry.path("example").asText(entry.get("shape").asText());
          examples.add(
              new Example(
                  group, entry.get("shape").asText(), text, entry.path("scrubbed").asText(text)));
        }
      }
    }
    return examples;
  }

  @Test
  void knowsManyShapesEachOnceAndTheirExamplesAreFilled() throws IOException {
    Set<String> seen = new HashSet<>();
    for (Example example : examples()) {
      assertThat(seen.add(example.toString())).as(example.toString()).isTrue();
      assertThat(example.text()).doesNotContain("{data}", "{number}");
    }
    assertThat(seen).hasSizeGreaterThan(900);
  }

  @Test
  void shapesWithoutHolesStayAsTheyAre() throws IOException {
    EntryScrubber scrubber = scrubber();
    for (Example example : examples()) {
      if (!example.shape().contains("{")) {
        assertThat(scrubber.rewrite(example.group(), example.text())).isEqualTo(example.text());
      }
    }
  }

  @Test
  void examplesLoseWhatIsPlantedKeepTheRestAndThenStayAsTheyAre() throws IOException {
    EntryScrubber scrubber = scrubber();
    List<String> wrong = new ArrayList<>();
    for (Example example : examples()) {
      String once = scrubber.rewrite(example.group(), example.text());
      if (!example.scrubbed().equals(once) || holdsPlanted(once)) {
        wrong.add(example.shape() + "\n  gives " + once + "\n  wants " + example.scrubbed());
      } else if (!scrubber.byShape(example.group(), once).text().equals(once)) {
        wrong.add(once + "\n  again " + scrubber.byShape(example.group(), once).text());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Cut at any end and at some beginnings. */
  @Test
  void noPlantedValueSurvivesACut() throws IOException {
    EntryScrubber scrubber = scrubber();
    List<String> leaks = new ArrayList<>();
    for (Example example : examples()) {
      for (int end = 0; end <= example.text().length(); end++) {
        for (int start : new int[] {0, Math.min(9, end), end / 2}) {
          String cut = example.text().substring(start, end);
          String scrubbed = scrubber.byShape(example.group(), cut).text();
          if (holdsPlanted(scrubbed)) {
            leaks.add(cut + "\n  gives " + scrubbed);
          }
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static boolean holdsPlanted(String text) {
    return PLANTED.stream().anyMatch(text::contains);
  }

  @Test
  void everyFieldOfARaisedMessageIsDropped() {
    EntryFacts raised = new EntryFacts(true, true);
    assertThat(scrubber().scrub(LogField.MESSAGE, "division by zero", raised).text())
        .isEqualTo("?");
    assertThat(scrubber().scrub(LogField.MESSAGE, "division by zero", FACTS).text())
        .isEqualTo("division by zero");
  }

  private static EntryScrubber scrubber() {
    return new EntryScrubber(new SqlScrubber(), plan -> "PLAN");
  }
}
