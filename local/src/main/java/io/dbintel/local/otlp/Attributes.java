package io.dbintel.local.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OTLP attributes as text. */
final class Attributes {
  private Attributes() {}

  static Map<String, String> asText(List<KeyValue> attributes) {
    Map<String, String> text = new HashMap<>();
    attributes.forEach(each -> text.put(each.getKey(), asText(each.getValue())));
    return text;
  }

  static String serviceInstance(Resource resource) {
    return asText(resource.getAttributesList()).getOrDefault("service.instance.id", "");
  }

  static String asText(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> value.toString();
    };
  }
}
