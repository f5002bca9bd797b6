package io.dbintel.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.envelope.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON form of a Java record by object binding: snake_case names, unknown fields ignored. For
 * records that are few; hot paths stream.
 *
 * @param <T> a record whose first component is {@code schemaVersion}
 */
public final class RecordCodec<T> {
  private final Class<T> type;

  public RecordCodec(Class<T> type) {
    this.type = type;
  }

  public byte[] encode(T value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("Cannot encode " + type.getSimpleName(), impossible);
    }
  }

  public T decode(byte[] bytes) throws InvalidRecordException {
    try {
      JsonNode tree = Json.mapper().readTree(bytes);
      checkVersion(tree);
      return Json.mapper().treeToValue(tree, type);
    } catch (MismatchedInputException mismatch) {
      throw new InvalidRecordException(
          Reason.WRONG_TYPE,
          "a field of " + type.getSimpleName() + " has the wrong type or is null");
    } catch (IOException unreadable) {
      throw JsonInput.unreadable(unreadable);
    }
  }

  private static void checkVersion(JsonNode tree) throws InvalidRecordException {
    if (tree == null || !tree.isObject()) {
      throw JsonInput.wrongType("record", "object");
    }
    JsonNode version = tree.get("schema_version");
    if (version == null) {
      throw JsonInput.missing("schema_version");
    }
    if (!version.isInt()) {
      throw JsonInput.wrongType("schema_version", "integer");
    }
    if (version.intValue() > Envelope.SCHEMA_VERSION) {
      throw new InvalidRecordException(
          Reason.FUTURE_SCHEMA_VERSION,
          "schema_version: newer than "
              + Envelope.SCHEMA_VERSION
              + ", the newest this release reads");
    }
  }
}
