package io.dbintel.udfs.plans;

import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Member;
import io.dbintel.udfs.plans.PlanValue.Scalar;

/** Writes XML laid out as EXPLAIN does. */
final class XmlWriter {
  private static final String ONE_LEVEL = "  ";
  private static final String ROOT = "explain";
  private static final String NAMESPACE = " xmlns=\"http://www.postgresql.org/2009/explain\"";

  private final StringBuilder xml = new StringBuilder();

  private XmlWriter() {}

  /** A group of one entry, as {@link XmlReader} returns it. */
  static String write(Group document) {
    XmlWriter writer = new XmlWriter();
    document.entries().forEach(entry -> writer.element(entry, 0));
    return writer.xml.toString().strip();
  }

  private void element(Member entry, int depth) {
    String tag = PlanKey.tag(entry.key());
    String indent = ONE_LEVEL.repeat(depth);
    xml.append(indent).append('<').append(tag);
    xml.append(tag.equals(ROOT) ? NAMESPACE : "").append('>');
    if (entry.value() instanceof Group group && !group.entries().isEmpty()) {
      xml.append('\n');
      group.entries().forEach(child -> element(child, depth + 1));
      xml.append(indent);
    } else if (entry.value() instanceof Scalar scalar) {
      xml.append(escaped(scalar.text().strip()));
    }
    xml.append("</").append(tag).append(">\n");
  }

  private static String escaped(String text) {
    return Characters.replaced(text, c -> !Characters.isControl(c), '?')
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
