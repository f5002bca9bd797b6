package io.dbintel.schemas.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.testing.Golden;
import io.dbintel.schemas.testing.Mutations;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.testing.WireForm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every reader must refuse with a reason, and never with another exception. */
class BadInputTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "4294967296",
          "9223372036854775808",
          "99999999999999999999",
          "1e400",
          "-1e400",
          "NaN",
          "-Infinity");
  private static final String SECRET = "hunter2_correct_horse";

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void theSampleIsRead(WireForm form) {
    assertThatCode(() -> form.read(form.sample())).doesNotThrowAnyException();
  }

  static Stream<Arguments> garbage() {
    return Arrays.stream(WireForm.values())
        .flatMap(
            form ->
                Stream.of(
                        "",
                        " ",
                        "\0\0\0\0",
                        "null",
                        "true",
                        "1",
                        "\"text\"",
                        "[]",
                        "[[",
                        "{",
                        "}",
                        "{}{}",
                        "{\"a\"}",
                        "{\"a\":}",
                        "{\"id\":NaN}",
                        "{\"id\":Infinity}",
                        "{\"id\":-}",
                        "{\"id\":01}",
                        "{'id':1}",
                        "{id:1}",
                        "{\"id\":\"\n\"}",
                        "{\"id\":\"\\x\"}",
                        "{\"id\":\"\\uZZZZ\"}",
                        "<xml/>",
                        "\uFEFF",
                        "{\"id\":1e}",
                        "{/* */}")
                    .map(text -> Arguments.of(form, text)));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void garbageIsRefused(WireForm form, String text) {
    assertThat(reason(form, text.getBytes(UTF_8)))
        .isIn(Reason.MALFORMED_JSON, Reason.WRONG_TYPE, Reason.MISSING_FIELD);
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void aKafkaRecordWithoutAValueIsRefused(WireForm form) {
    assertThat(reason(form, null)).isEqualTo(Reason.MISSING_FIELD);
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void otherBytesThanUtf8AreRefused(WireForm form) {
    String sample = new String(form.sample(), UTF_8);
    byte[] latin = sample.replace("shop", "sh\u00e9p").getBytes(ISO_8859_1);
    assertThat(reason(form, latin)).isEqualTo(Reason.MALFORMED_JSON);
    byte[] lone = form.sample();
    lone[sample.indexOf("shop")] = (byte) 0xff;
    assertThat(reason(form, lone)).isEqualTo(Reason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void everyPrefixIsRefused(WireForm form) {
    byte[] sample = form.sample();
    for (int length = 0; length < sample.length; length++) {
      assertThat(reason(form, Arrays.copyOf(sample, length))).as("length %d", length).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void textAfterTheRecordIsRefused(WireForm form) {
    String sample = new String(form.sample(), UTF_8);
    assertThat(reason(form, (sample + " \n").getBytes(UTF_8))).isNull();
    assertThat(reason(form, (sample + "x").getBytes(UTF_8))).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(reason(form, (sample + sample).getBytes(UTF_8)))
        .isIn(Reason.MALFORMED_JSON, Reason.WRONG_TYPE);
  }

  /** What is tolerated stands in a golden file; all else must be refused. */
  @ParameterizedTest
  @EnumSource(WireForm.class)
  void aValueOfAnotherTypeIsRefused(WireForm form) throws IOException {
    JsonNode sample = MAPPER.readTree(form.sample());
    StringBuilder tolerated = new StringBuilder();
    for (JsonPointer place : Mutations.places(sample)) {
      StringJoiner types = new StringJoiner(" ");
      Mutations.otherTypes(sample.at(place))
          .forEach(
              (type, value) -> {
                JsonNode mutant = Mutations.with(sample, place, value);
                if (accepted(form, mutant)) {
                  types.add(type + (SchemaValidation.accepts(form.topic(), mutant) ? "" : "!"));
                }
              });
      if (types.length() > 0) {
        tolerated.append(place).append(": ").append(types).append('\n');
      }
    }
    Golden.assertMatches(
        goldenName("tolerated-types-", form), tolerated.toString().getBytes(UTF_8));
  }

  /** What may be absent stands in a golden file; all else is required. */
  @ParameterizedTest
  @EnumSource(WireForm.class)
  void aRecordWithoutARequiredValueIsRefused(WireForm form) throws IOException {
    JsonNode sample = MAPPER.readTree(form.sample());
    StringBuilder optional = new StringBuilder();
    for (JsonPointer place : Mutations.places(sample)) {
      JsonNode mutant = Mutations.without(sample, place);
      if (accepted(form, mutant)) {
        assertThat(SchemaValidation.accepts(form.topic(), mutant)).as("%s", place).isTrue();
        optional.append(place).append('\n');
      }
    }
    Golden.assertMatches(goldenName("optional-values-", form), optional.toString().getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void deepNestingIsRefused(WireForm form) {
    for (String open : new String[] {"[", "{\"a\":"}) {
      String close = open.equals("[") ? "]" : "}";
      String deep = open.repeat(1_000) + "1" + close.repeat(1_000);
      assertThat(reason(form, insert(form, "\"deep\":" + deep + ","))).isEqualTo(Reason.TOO_DEEP);
      assertThat(reason(form, open.repeat(1_000).getBytes(UTF_8)))
          .isIn(Reason.TOO_DEEP, Reason.WRONG_TYPE);
    }
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void aFutureVersionIsRefused(WireForm form) throws IOException {
    ObjectNode record = (ObjectNode) MAPPER.readTree(form.sample());
    record.put("schema_version", 2);
    assertThat(reason(form, bytes(record))).isEqualTo(Reason.FUTURE_SCHEMA_VERSION);
    record.put("schema_version", 0);
    assertThat(reason(form, bytes(record))).isEqualTo(Reason.INVALID_VALUE);
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void aRecordAtTheSizeLimitIsReadAndOneOverItRefused(WireForm form) {
    int limit = form.topic().maxMessageBytes();
    int padding = limit - insert(form, "\"pad\":\"\",").length;
    byte[] largest = insert(form, "\"pad\":\"" + "x".repeat(padding) + "\",");
    assertThat(largest).hasSize(limit);
    assertThat(reason(form, largest)).isNull();
    byte[] larger = insert(form, "\"pad\":\"" + "x".repeat(padding + 1) + "\",");
    assertThat(reason(form, larger)).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void longNamesAndNumbersAreRefused(WireForm form) {
    assertThat(reason(form, insert(form, "\"" + "n".repeat(100_000) + "\":1,")))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(form, insert(form, "\"n\":" + "9".repeat(100_000) + ",")))
        .isEqualTo(Reason.TOO_LARGE);
  }

  /** Every number in turn; which others a place takes stands in a golden file. */
  @ParameterizedTest
  @EnumSource(WireForm.class)
  void numbersOutOfRangeAreRefused(WireForm form) throws IOException {
    JsonNode sample = MAPPER.readTree(form.sample());
    StringBuilder tolerated = new StringBuilder();
    for (JsonPointer place : Mutations.places(sample)) {
      if (!sample.at(place).isNumber()) {
        continue;
      }
      String marked = Mutations.with(sample, place, new TextNode("@")).toString();
      StringJoiner numbers = new StringJoiner(" ");
      for (String number : NUMBERS) {
        if (reason(form, marked.replace("\"@\"", number).getBytes(UTF_8)) == null) {
          numbers.add(number);
        }
      }
      tolerated.append(place).append(": ").append(numbers).append('\n');
    }
    assertThat(tolerated.toString()).doesNotContain("NaN", "Infinity");
    Golden.assertMatches(
        goldenName("tolerated-numbers-", form), tolerated.toString().getBytes(UTF_8));
  }

  /** A secret as every value, in every name, and where the text breaks. */
  @ParameterizedTest
  @EnumSource(WireForm.class)
  void noMessageQuotesThePayload(WireForm form) throws IOException {
    JsonNode sample = MAPPER.readTree(form.sample());
    int refused = 0;
    for (JsonPointer place : Mutations.places(sample)) {
      String value = Mutations.with(sample, place, new TextNode(SECRET)).toString();
      refused += refusedSilently(form, value);
      refused += refusedSilently(form, value.substring(0, value.indexOf(SECRET) + SECRET.length()));
      refused += refusedSilently(form, value.replace("\"" + SECRET + "\"", SECRET));
      refused +=
          refusedSilently(form, value.replace("\"" + SECRET + "\"", "{\"" + SECRET + "\":[]}"));
      refused +=
          refusedSilently(form, value.replace("\"" + SECRET + "\"", "[\"" + SECRET + "\",1]"));
      refused +=
          refusedSilently(form, value.replace("\"" + SECRET + "\"", "\"" + SECRET + "\\q\""));
      if (sample.at(place.head()).isObject()) {
        refused += refusedSilently(form, Mutations.renamed(sample, place, SECRET).toString());
      }
    }
    assertThat(refused).isGreaterThan(3 * Mutations.places(sample).size());
  }

  @Test
  void theExceptionCarriesNoCause() {
    try {
      WireForm.DEAD_LETTER.read("{\"schema_version\":1,\"reason\":\"hunter2\"}".getBytes(UTF_8));
      assertThat(false).as("must be refused").isTrue();
    } catch (InvalidRecordException refused) {
      assertThat(refused).hasNoCause().hasNoSuppressedExceptions();
      assertThat(refused.getMessage()).contains("DeadLetter.reason");
    }
  }

  private static int refusedSilently(WireForm form, String record) {
    try {
      form.read(record.getBytes(UTF_8));
      return 0;
    } catch (InvalidRecordException refused) {
      assertThat(refused.toString()).doesNotContain(SECRET).doesNotContain("hunter2");
      return 1;
    }
  }

  private static boolean accepted(WireForm form, JsonNode record) {
    return reason(form, bytes(record)) == null;
  }

  /** Null when the record is read. Any other exception fails the test. */
  private static Reason reason(WireForm form, byte[] record) {
    try {
      form.read(record);
      return null;
    } catch (InvalidRecordException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return refused.reason();
    }
  }

  /** The sample with a field before all others. */
  private static byte[] insert(WireForm form, String field) {
    return ("{" + field + new String(form.sample(), UTF_8).substring(1)).getBytes(UTF_8);
  }

  private static byte[] bytes(JsonNode record) {
    return record.toString().getBytes(UTF_8);
  }

  private static String goldenName(String prefix, WireForm form) {
    return prefix + form.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
  }
}
