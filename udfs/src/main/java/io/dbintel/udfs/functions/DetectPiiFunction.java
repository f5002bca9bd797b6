package io.dbintel.udfs.functions;

import io.dbintel.udfs.pii.Detection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;

/**
 * {@code DETECT_PII(text [, preset [, field]])}: how often each rule of the preset hits, as a map
 * from rule to count, empty when none does. {@code DETECT_PII(t)['email']} is one count.
 */
@FunctionHint(output = @DataTypeHint("MAP<STRING, INT>"))
public final class DetectPiiFunction extends TextFunction {
  public DetectPiiFunction() {}

  public Map<String, Integer> eval(String text) {
    return eval(text, PRESET, FIELD);
  }

  public Map<String, Integer> eval(String text, String preset) {
    return eval(text, preset, FIELD);
  }

  public Map<String, Integer> eval(String text, String preset, String field) {
    if (text == null || preset == null || field == null) {
      return null;
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Detection detection : texts(preset).detect(field, text)) {
      counts.merge(detection.rule(), detection.count(), Integer::sum);
    }
    return counts;
  }
}
