package io.dbintel.local.scrub;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What the sender knows a line by, given back as it came: a string or an integer. */
record LineId(String text, boolean isNumber) {
  void write(JsonGenerator json) throws IOException {
    json.writeFieldName("id");
    if (isNumber) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }
}
