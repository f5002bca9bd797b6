package io.dbintel.jobs.export.http;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The destination's own words about an error, made safe for one log line. */
final class ErrorText {
  private static final int MAX_CHARS = 200;
  private static final int MAX_RAW_CHARS = 1000;

  /** Field 2 of google.rpc.Status: message. */
  private static final int STATUS_MESSAGE = 2;

  private ErrorText() {}

  /** {@code ": words"}, or nothing when the answer has none. */
  static String of(Answer answer) {
    if (answer.body() == null || answer.body().length == 0) {
      return "";
    }
    String words = isProtobuf(answer) ? statusMessage(answer.body()) : plain(answer.body());
    return words.isEmpty() ? "" : ": " + oneLine(words);
  }

  static boolean isProtobuf(Answer answer) {
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    return type.startsWith("application/x-protobuf") || type.startsWith("application/protobuf");
  }

  /** One line, long enough to be cut only after secrets were taken out of it. */
  static String oneLine(String words) {
    return limit(words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip(), MAX_RAW_CHARS, "");
  }

  /** At most 200 characters. */
  static String cut(String line) {
    return limit(line, MAX_CHARS, "...");
  }

  private static String limit(String text, int chars, String mark) {
    return text.length() <= chars ? text : text.substring(0, chars) + mark;
  }

  private static String plain(byte[] body) {
    return new String(
        Arrays.copyOf(body, Math.min(body.length, MAX_RAW_CHARS)), StandardCharsets.UTF_8);
  }

  private static String statusMessage(byte[] body) {
    CodedInputStream in = CodedInputStream.newInstance(body);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == STATUS_MESSAGE) {
          return in.readString();
        }
        in.skipField(tag);
      }
    } catch (IOException notAStatus) {
      return "";
    }
    return "";
  }
}
