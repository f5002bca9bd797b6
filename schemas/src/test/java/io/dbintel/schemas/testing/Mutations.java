package io.dbintel.schemas.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Systematic changes of a JSON tree, one place at a time. */
public final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Mutations() {}

  /** Every place below the root, outer places first. */
  public static List<JsonPointer> places(JsonNode root) {
    List<JsonPointer> places = new ArrayList<>();
    collect(root, JsonPointer.empty(), places);
    return places;
  }

  /** One value of each JSON type except the one of the original, by type name. */
  public static Map<String, JsonNode> otherTypes(JsonNode original) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put("null", NODES.nullNode());
    values.put("boolean", NODES.booleanNode(true));
    values.put("string", NODES.textNode("1"));
    values.put("integer", NODES.numberNode(1));
    values.put("fraction", NODES.numberNode(1.5));
    values.put("object", NODES.objectNode());
    values.put("array", NODES.arrayNode());
    values.values().removeIf(value -> sameType(value, original));
    return values;
  }

  /** A copy of the tree with another value at the place. */
  public static JsonNode with(JsonNode root, JsonPointer place, JsonNode value) {
    JsonNode copy = root.deepCopy();
    JsonNode parent = copy.at(place.head());
    if (parent instanceof ObjectNode object) {
      object.set(place.last().getMatchingProperty(), value);
    } else {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    }
    return copy;
  }

  /** A copy of the tree without the field or element at the place. */
  public static JsonNode without(JsonNode root, JsonPointer place) {
    JsonNode copy = root.deepCopy();
    JsonNode parent = copy.at(place.head());
    if (parent instanceof ObjectNode object) {
      object.remove(place.last().getMatchingProperty());
    } else {
      ((ArrayNode) parent).remove(place.last().getMatchingIndex());
    }
    return copy;
  }

  /** A copy in which the field at the place, in the same position, has another name. */
  public static JsonNode renamed(JsonNode root, JsonPointer place, String name) {
    JsonNode copy = root.deepCopy();
    ObjectNode parent = (ObjectNode) copy.at(place.head());
    String old = place.last().getMatchingProperty();
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    parent
        .properties()
        .forEach(e -> fields.put(e.getKey().equals(old) ? name : e.getKey(), e.getValue()));
    parent.removeAll();
    parent.setAll(fields);
    return copy;
  }

  private static boolean sameType(JsonNode value, JsonNode original) {
    boolean numbers = value.isNumber() && original.isNumber();
    return numbers
        ? value.isIntegralNumber() == original.isIntegralNumber()
        : value.getNodeType() == original.getNodeType();
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonPointer place = at.appendProperty(field.getKey());
      places.add(place);
      collect(field.getValue(), place, places);
    }
    int elements = node.isArray() ? node.size() : 0;
    for (int i = 0; i < elements; i++) {
      JsonPointer place = at.appendIndex(i);
      places.add(place);
      collect(node.get(i), place, places);
    }
  }
}
