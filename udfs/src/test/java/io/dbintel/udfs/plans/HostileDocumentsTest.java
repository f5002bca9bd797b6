package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents made to hurt their reader. */
@Timeout(20)
class HostileDocumentsTest {
  private final PlanScrubber scrubber = new PlanScrubber();

  @Test
  void xmlReadsNoFileAndExpandsNothing(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "s3cr3t");
    String external = "<!ENTITY x SYSTEM \"%s\">".formatted(file.toUri());
    for (String entity : new String[] {external, "<!ENTITY x \"s3cr3t\">"}) {
      ScrubbedPlan plan =
          scrubber.scrub(
              "<!DOCTYPE explain [%s]><explain><Query><Plan><Alias>&x;</Alias></Plan></Query></explain>"
                  .formatted(entity));
      assertThat(plan.text()).isEqualTo("<Plan>?</Plan>");
      assertThat(plan.truncated()).isTrue();
    }
    assertThat(scrub("<Plan><Alias>&x;</Alias><Alias>t</Alias></Plan>")).doesNotContain("x");
  }

  @Test
  void xmlAttributesAndOtherNamespacesDoNotLeave() {
    assertThat(
            scrub(
                "<?s3cr3t?><!--s3cr3t--><Plan s3cr3t=\"s3cr3t\"><x:Alias xmlns:x=\"s3cr3t\">t</x:Alias></Plan>"))
        .isEqualTo("<Plan>\n  <Alias>t</Alias>\n</Plan>");
  }

  @Test
  void yamlHasNoTagsAnchorsOrAliases() {
    assertThat(scrub("- Plan: &s3cr3t\n    Alias: \"t\"\n- *s3cr3t"))
        .isEqualTo("- Plan: \n    Alias: \"t\"");
    assertThat(
            scrub(
                "- Plan: !!javax.script.ScriptEngineManager [\"s3cr3t\"]\n  Alias: !s3cr3t \"t\""))
        .doesNotContain("s3cr3t", "javax");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void depthIsBounded(int depth) {
    checkDeep("[".repeat(depth));
    checkDeep("{\"Plans\":[".repeat(depth));
    checkDeep("{\"Sort Key\":" + "[".repeat(depth) + "\"s3cr3t\"");
    checkDeep("<Plan>".repeat(depth) + "s3cr3t");
    checkDeep("- Plan: " + "[".repeat(depth));
    checkDeep("- Plan: " + "{".repeat(depth));
    checkDeep("  ->  ".repeat(depth));
    checkDeep("(".repeat(depth));
  }

  @Test
  void aPlanAsDeepAsAnyRealOneIsReadWhole() {
    int nodes = 400;
    String plan =
        "{\"Node Type\": \"Limit\", \"Plans\": [".repeat(nodes) + "{}" + "]}".repeat(nodes);
    assertThat(scrub(plan)).isEqualTo(plan);
  }

  @Test
  void duplicateKeysAndStrangeNumbers() {
    assertThat(scrub("{\"Alias\": \"a b\", \"Alias\": \"c\", \"Alias\": {\"s3cr3t\": 1}}"))
        .isEqualTo("{\"Alias\": \"?\", \"Alias\": \"c\", \"Alias\": {}}");
    assertThat(scrub("{\"Plan Rows\": NaN, \"Plan Width\": 1e99999999, \"Total Cost\": 1.5e+10}"))
        .isEqualTo("{\"Total Cost\": 1.5e+10}");
    assertThat(scrub("{\"Plan Rows\": " + "9".repeat(5_000) + "}")).isEqualTo("{}");
    assertThat(scrub("Rows Removed by Filter: " + "9".repeat(5_000))).isEqualTo("?");
  }

  @Test
  void theReadTimeIsLinear() {
    int size = 1 << 20;
    for (String part :
        new String[] {
          "'",
          "\"",
          "$a$",
          "E'\\'",
          "/*",
          "\n",
          "->  ",
          " on ",
          ": ",
          "Filter: ('\n",
          "Query Text: x\n",
          "Trigger x on ",
          "$1 = "
        }) {
      String plan = part.repeat(size / part.length());
      scrub(plan);
      scrub("Filter: " + plan);
      scrub("Query Text: " + plan);
      scrub("Trigger " + plan + ": calls=1");
      scrub("Seq Scan on " + plan);
      scrub(
          "{\"Query Parameters\": \""
              + plan.replace("\\", "").replace("\"", "").replace("\n", "")
              + "\"}");
    }
  }

  private void checkDeep(String plan) {
    ScrubbedPlan scrubbed = scrubber.scrub(plan);
    assertThat(scrubbed.text()).doesNotContain("s3cr3t");
    assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
  }

  private String scrub(String plan) {
    return scrubber.scrub(plan).text();
  }
}
