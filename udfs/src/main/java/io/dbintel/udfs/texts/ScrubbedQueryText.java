package io.dbintel.udfs.texts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What may leave of a statement's text.
 *
 * @param text normal form, at most {@link #MAX_CHARS} characters
 * @param fingerprint its printed form
 * @param summary operations and their targets; may be empty
 * @param operation the first one; may be empty
 * @param tables distinct, in order of appearance; the first {@link #MAX_TABLES}
 * @param truncated whether the text is not the whole statement
 */
public record ScrubbedQueryText(
    String text,
    String fingerprint,
    String summary,
    String operation,
    List<String> tables,
    boolean truncated) {
  /** An event carries no longer text. Ten times what the longest statements of most ORMs take. */
  static final int MAX_CHARS = 16_384;

  static final int MAX_TABLES = 32;

  public ScrubbedQueryText {
    tables = List.copyOf(tables);
  }

  /** Characters that it holds, for bounds on memory. */
  int chars() {
    int chars = text.length() + fingerprint.length() + summary.length() + operation.length();
    for (String table : tables) {
      chars += table.length();
    }
    return chars;
  }

  void write(DataOutput out) throws IOException {
    StateText.write(out, text);
    StateText.write(out, fingerprint);
    StateText.write(out, summary);
    StateText.write(out, operation);
    out.writeByte(tables.size());
    for (String table : tables) {
      StateText.write(out, table);
    }
    out.writeBoolean(truncated);
  }

  static ScrubbedQueryText read(DataInput in) throws IOException {
    String text = StateText.read(in);
    String fingerprint = StateText.read(in);
    String summary = StateText.read(in);
    String operation = StateText.read(in);
    int count = in.readUnsignedByte();
    List<String> tables = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tables.add(StateText.read(in));
    }
    return new ScrubbedQueryText(text, fingerprint, summary, operation, tables, in.readBoolean());
  }
}
