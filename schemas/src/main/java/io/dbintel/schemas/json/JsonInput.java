package io.dbintel.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.envelope.Envelope;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Typed reads of the current token of a streaming parser; every mismatch names the field. */
public final class JsonInput {
  private static final long MAX_OID = 0xFFFF_FFFFL;
  private static final int MAX_OID_DIGITS = 10;

  /** Names of PostgreSQL have at most 63 bytes; ids are made of them. */
  private static final int MAX_LABEL_CHARS = 1024;

  private JsonInput() {}

  public static InvalidRecordException wrongType(String field, String expected) {
    return new InvalidRecordException(Reason.WRONG_TYPE, field + ": expected " + expected);
  }

  public static InvalidRecordException missing(String field) {
    return new InvalidRecordException(Reason.MISSING_FIELD, field + ": required");
  }

  public static InvalidRecordException invalid(String field, String rule) {
    return new InvalidRecordException(Reason.INVALID_VALUE, field + ": " + rule);
  }

  /** The reason behind a failure of the parser itself; its message may quote input, so drop it. */
  public static InvalidRecordException unreadable(IOException failure) {
    if (failure instanceof InputCoercionException) {
      return new InvalidRecordException(Reason.TOO_LARGE, "a number does not fit its field");
    }
    if (failure instanceof StreamConstraintsException) {
      boolean depth = String.valueOf(failure.getMessage()).contains("nesting depth");
      return depth
          ? new InvalidRecordException(
              Reason.TOO_DEEP, "nested deeper than " + Json.MAX_DEPTH + " levels")
          : new InvalidRecordException(Reason.TOO_LARGE, "a name, string or number is too long");
    }
    return new InvalidRecordException(Reason.MALFORMED_JSON, "not well-formed JSON");
  }

  /** Bounds the input before it is parsed; a Kafka record without a value is refused too. */
  public static void checkSize(byte[] record, int maxBytes) throws InvalidRecordException {
    if (record == null) {
      throw missing("record");
    }
    if (record.length > maxBytes) {
      throw new InvalidRecordException(
          Reason.TOO_LARGE, "record: larger than " + maxBytes + " bytes");
    }
  }

  public static void expectObject(JsonParser parser, String field) throws InvalidRecordException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType(field, "object");
    }
  }

  public static void expectArray(JsonParser parser, String field) throws InvalidRecordException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType(field, "array");
    }
  }

  public static boolean isNull(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  public static long longValue(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType(field, "integer");
    }
    return parser.getLongValue();
  }

  public static int intValue(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType(field, "integer");
    }
    return parser.getIntValue();
  }

  public static Long longOrNull(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    return isNull(parser) ? null : (Long) longValue(parser, field);
  }

  public static double doubleValue(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType(field, "number");
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new InvalidRecordException(Reason.TOO_LARGE, field + ": not a finite number");
    }
    return value;
  }

  public static boolean booleanValue(JsonParser parser, String field)
      throws InvalidRecordException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw wrongType(field, "boolean");
    };
  }

  public static String stringOrNull(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    return isNull(parser) ? null : stringValue(parser, field);
  }

  public static String stringValue(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(field, "string");
    }
    String value = parser.getText();
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        i += wholePair(value, i, field);
      }
    }
    return value;
  }

  /** Half of a surrogate pair is no character: it could be read, but never written again. */
  private static int wholePair(String value, int at, String field) throws InvalidRecordException {
    boolean pair =
        at + 1 < value.length()
            && Character.isSurrogatePair(value.charAt(at), value.charAt(at + 1));
    if (!pair) {
      throw invalid(field, "holds half a surrogate pair");
    }
    return 1;
  }

  /** A short string, such as a name or an id. */
  public static String labelValue(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    String value = stringValue(parser, field);
    if (value.length() > MAX_LABEL_CHARS) {
      throw new InvalidRecordException(
          Reason.TOO_LARGE, field + ": longer than " + MAX_LABEL_CHARS + " characters");
    }
    return value;
  }

  /** An oid, 0 to 4,294,967,295. */
  public static long oid(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    long value = longValue(parser, field);
    if (value < 0 || value > MAX_OID) {
      throw invalid(field, "must be an oid, 0 to 4294967295");
    }
    return value;
  }

  /** An object of names by oid. */
  public static Map<Long, String> namesByOid(JsonParser parser, String field)
      throws IOException, InvalidRecordException {
    expectObject(parser, field);
    Map<Long, String> names = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String oid = parser.currentName();
      parser.nextToken();
      names.put(oidKey(oid, field), labelValue(parser, field));
    }
    return names;
  }

  private static long oidKey(String key, String field) throws InvalidRecordException {
    long oid = 0;
    boolean valid = !key.isEmpty() && key.length() <= MAX_OID_DIGITS;
    for (int i = 0; valid && i < key.length(); i++) {
      char digit = key.charAt(i);
      valid = digit >= '0' && digit <= '9';
      oid = oid * 10 + (digit - '0');
    }
    if (!valid || oid > MAX_OID) {
      throw invalid(field, "keys must be oids, 0 to 4294967295");
    }
    return oid;
  }

  /** The version of a record's schema; refuses versions newer than this release reads. */
  public static int schemaVersion(JsonParser parser) throws IOException, InvalidRecordException {
    int version = intValue(parser, "schema_version");
    requireVersion(version);
    return version;
  }

  static void requireVersion(int version) throws InvalidRecordException {
    if (version < 1) {
      throw invalid("schema_version", "must be 1 or more");
    }
    if (version > Envelope.SCHEMA_VERSION) {
      throw new InvalidRecordException(
          Reason.FUTURE_SCHEMA_VERSION,
          "schema_version: newer than "
              + Envelope.SCHEMA_VERSION
              + ", the newest this release reads");
    }
  }

  /** Nothing but white space may follow the record. */
  public static void expectEnd(JsonParser parser) throws IOException, InvalidRecordException {
    if (parser.nextToken() != null) {
      throw new InvalidRecordException(Reason.MALFORMED_JSON, "text after the record");
    }
  }
}
