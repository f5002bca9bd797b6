package io.dbintel.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/**
 * JSON form of a Java record by object binding: snake_case names, unknown fields ignored. For
 * records that are few; hot paths stream.
 *
 * <p>The record's constructor says what is required: a {@link NullPointerException} stands for a
 * missing field, an {@link IllegalArgumentException} for a broken rule.
 *
 * @param <T> a record whose first component is {@code schemaVersion}
 */
public final class RecordCodec<T> {
  /** Every topic whose records are bound to objects has this limit. */
  private static final int MAX_BYTES = Topic.EVENTS.maxMessageBytes();

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

  /**
   * @throws InvalidRecordException with a message that never quotes the payload
   */
  public T decode(byte[] bytes) throws InvalidRecordException {
    JsonInput.checkSize(bytes, MAX_BYTES);
    try {
      JsonNode tree = Json.mapper().readTree(bytes);
      checkVersion(tree);
      return bind(tree, type);
    } catch (IOException unreadable) {
      throw JsonInput.unreadable(unreadable);
    }
  }

  /**
   * The tree as an object.
   *
   * @throws InvalidRecordException with a message that never quotes the tree
   */
  public static <B> B bind(JsonNode tree, Class<B> type)
      throws IOException, InvalidRecordException {
    try {
      return Json.mapper().treeToValue(tree, type);
    } catch (ValueInstantiationException refused) {
      throw refused(refused, type);
    } catch (MismatchedInputException mismatch) {
      throw new InvalidRecordException(
          Reason.WRONG_TYPE, place(mismatch, type) + ": wrong type, missing or null");
    }
  }

  private static InvalidRecordException refused(
      ValueInstantiationException refused, Class<?> type) {
    if (refused.getCause() instanceof NullPointerException) {
      return new InvalidRecordException(
          Reason.MISSING_FIELD, place(refused, type) + ": a required field is missing or null");
    }
    return JsonInput.invalid(place(refused, type), "a field breaks its rule");
  }

  /** Names of record components only: a key of a map is payload, so the path ends before it. */
  private static String place(JsonMappingException failure, Class<?> type) {
    StringBuilder place = new StringBuilder(type.getSimpleName());
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFrom() instanceof Collection) {
        place.append("[]");
      } else if (step.getFrom() instanceof Map || step.getFieldName() == null) {
        break;
      } else {
        place.append('.').append(step.getFieldName());
      }
    }
    return place.toString();
  }

  private static void checkVersion(JsonNode tree) throws InvalidRecordException {
    if (tree == null || !tree.isObject()) {
      throw JsonInput.wrongType("record", "object");
    }
    JsonNode version = tree.get("schema_version");
    if (version == null) {
      throw JsonInput.missing("schema_version");
    }
    if (!version.isIntegralNumber() || !version.canConvertToInt()) {
      throw JsonInput.wrongType("schema_version", "integer");
    }
    JsonInput.requireVersion(version.intValue());
  }
}
