package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Whether what was scrubbed is still read by parsers that know nothing of plans. */
final class Validity {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final DocumentBuilderFactory XML = DocumentBuilderFactory.newDefaultInstance();

  private Validity() {}

  static void assertValid(ScrubbedPlan plan) {
    String text = PlanSamples.withoutPrefix(plan.text());
    if (text.isEmpty()) {
      return;
    }
    try {
      switch (plan.format()) {
        case JSON -> assertThat(JSON.readTree(text).isContainerNode()).as(text).isTrue();
        case YAML -> assertThat(YAML.readTree(text).isContainerNode()).as(text).isTrue();
        case XML -> XML.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        case TEXT -> assertThat(text.lines()).noneMatch(String::isBlank);
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError(text, e);
    }
  }
}
