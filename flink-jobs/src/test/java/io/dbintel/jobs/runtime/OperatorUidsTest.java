package io.dbintel.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A changed uid would leave the state of every running job behind. */
class OperatorUidsTest {
  @Test
  void uidsStayWhatTheyWere() throws IllegalAccessException {
    List<String> uids = new ArrayList<>();
    for (Field field : OperatorUids.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        uids.add((String) field.get(null));
      }
    }
    assertThat(uids)
        .doesNotHaveDuplicates()
        .contains(
            "statements-source",
            "statements",
            "statements-sink",
            "export-otlp-source",
            "export-otlp-encode",
            "export-otlp-sink",
            "export-otlp-deadletters");
  }
}
