package io.dbintel.udfs.logs;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** One log entry by its fields; a field that the entry lacks has no value. */
public record LogFields(Map<LogField, String> values) {
  public static final LogFields EMPTY = new LogFields(Map.of());

  public LogFields {
    Map<LogField, String> copy = new EnumMap<>(LogField.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** The value of a field; null when the entry lacks it. */
  public String get(LogField field) {
    return values.get(field);
  }

  /** These fields with one more or another one. */
  public LogFields with(LogField field, String value) {
    Map<LogField, String> changed = new EnumMap<>(LogField.class);
    changed.putAll(values);
    changed.put(field, value);
    return new LogFields(changed);
  }

  /** Names the fields only: the values are personal until scrubbed. */
  @Override
  public String toString() {
    return "LogFields" + values.keySet();
  }
}
