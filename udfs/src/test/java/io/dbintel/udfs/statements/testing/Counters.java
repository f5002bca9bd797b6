package io.dbintel.udfs.statements.testing;

import java.util.Map;
import java.util.TreeMap;

/** Values of a row of the view by column name; columns not named are zero. */
public record Counters(Map<String, Number> values, Long statsSince) {
  public static Counters of(long calls, double execTime) {
    Map<String, Number> values = new TreeMap<>();
    values.put("calls", calls);
    values.put("rows", calls);
    values.put("total_exec_time", execTime);
    return new Counters(values, null);
  }

  public Counters with(String column, Number value) {
    Map<String, Number> changed = new TreeMap<>(values);
    changed.put(column, value);
    return new Counters(changed, statsSince);
  }

  public Counters since(long micros) {
    return new Counters(values, micros);
  }
}
