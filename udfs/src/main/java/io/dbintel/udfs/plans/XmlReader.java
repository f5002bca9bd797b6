package io.dbintel.udfs.plans;

import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Member;
import io.dbintel.udfs.plans.PlanValue.Scalar;
import io.dbintel.udfs.plans.PlanValue.ScalarType;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML as far as it can be read, as {@link TokenReader} does. No document type, no entities
 * but the five of XML itself; attributes are not read. Tags become the keys they stand for, unknown
 * ones stay tags.
 */
final class XmlReader {
  private static final XMLInputFactory FACTORY = factory();

  /** An element that is not closed yet. */
  private static final class Open {
    private final String tag;
    private final List<Member> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Open(String tag) {
      this.tag = tag;
    }

    Member close() {
      PlanValue value =
          children.isEmpty()
              ? new Scalar(text.toString(), ScalarType.UNTYPED)
              : new Group(List.copyOf(children));
      return new Member(PlanKeys.CATALOGUE.tagged(tag).map(PlanKey::name).orElse(tag), value);
    }
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private final Tally tally;
  private Member root;

  private XmlReader(Tally tally) {
    this.tally = tally;
  }

  /** The document as a group of one entry. */
  static Optional<PlanValue> read(String text, Tally tally) {
    XmlReader reader = new XmlReader(tally);
    try {
      reader.readAll(
          FACTORY.createXMLStreamReader(
              new StringReader(
                  Characters.replaced(text, c -> !Characters.isControl(c), '\ufffd'))));
    } catch (XMLStreamException | RuntimeException unreadable) {
      reader.cut();
    }
    return Optional.ofNullable(reader.root).map(entry -> new Group(List.of(entry)));
  }

  private void readAll(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("A plan has no document type and no entities");
        default -> {}
      }
    }
  }

  private void start(String tag) throws XMLStreamException {
    if (open.size() >= TokenReader.DEEPEST) {
      throw new XMLStreamException("A plan is not as deep as this");
    }
    open.push(new Open(tag));
  }

  private void characters(String text) {
    if (!open.isEmpty()) {
      open.peek().text.append(text);
    }
  }

  private void end() {
    Member closed = open.pop().close();
    if (open.isEmpty()) {
      root = closed;
    } else {
      open.peek().children.add(closed);
    }
  }

  /** Closes all that is open; a text without its end tag is left out. */
  private void cut() {
    tally.truncate();
    if (!open.isEmpty() && open.peek().children.isEmpty()) {
      open.pop();
    }
    while (!open.isEmpty()) {
      end();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("A plan refers to nothing outside of it");
        });
    return factory;
  }
}
