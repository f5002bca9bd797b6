package io.dbintel.schemas.statements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.testing.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a chunk must not say even though it is well-formed JSON of the right types. */
class StatementsBadInputTest {
  private static final List<String> KEYS = List.of("userid", "dbid", "queryid", "calls");

  private final StatementsChunkReader reader = new StatementsChunkReader();
  private final StatementsChunk chunk = new StatementsChunk();

  static Stream<Arguments> brokenRules() {
    return Stream.of(
        rule("a column is named twice", r -> columns(r).set(9, "calls")),
        rule(
            "a column is named twice",
            r -> columns(r).set(5, "blk_read_time").set(9, "shared_blk_read_time")),
        rule("must hold userid", r -> columns(r).set(0, "another")),
        rule("must hold userid", r -> columns(r).set(4, "another")),
        rule("fewer values", r -> row(r).remove(row(r).size() - 1)),
        rule("fewer values", r -> row(r).removeAll()),
        rule("more values", r -> row(r).add(1)),
        rule("calls: a counter cannot be negative", r -> row(r).set(4, -1)),
        rule("total_exec_time: a counter cannot be negative", r -> row(r).set(5, -1e-9)),
        rule("userid: must be an oid", r -> row(r).set(0, 4_294_967_296L)),
        rule("dbid: must be an oid", r -> row(r).set(1, -1)),
        rule("keys must be oids", r -> ((ObjectNode) r.get("databases")).put("4294967296", "x")),
        rule("keys must be oids", r -> ((ObjectNode) r.get("roles")).put("-1", "x")),
        rule("keys must be oids", r -> ((ObjectNode) r.get("roles")).put("+1", "x")),
        rule("keys must be oids", r -> ((ObjectNode) r.get("roles")).put("", "x")),
        rule("instance: must have 1", r -> r.put("instance", "")),
        rule("instance: must have 1", r -> r.put("instance", "x".repeat(256))),
        rule("before the year 2100", r -> r.put("collected_at", -1)),
        rule("before the year 2100", r -> r.put("server_time_after", 4_102_444_800_000_000L)),
        rule("outcome: must be ok", r -> r.put("outcome", "OK")),
        rule("a failed poll has none", r -> r.put("outcome", "failed")),
        rule("power of two", r -> poll(r).put("buckets", 3)),
        rule("power of two", r -> poll(r).put("buckets", 0)),
        rule("power of two", r -> poll(r).put("buckets", 131_072)),
        rule("less than poll.buckets", r -> poll(r).put("bucket", 1)),
        rule("less than poll.buckets", r -> poll(r).put("bucket", -1)),
        rule("a row belongs to another bucket", r -> poll(r).put("buckets", 65_536)),
        rule("poll.bucket_rows: must be the number", r -> poll(r).put("bucket_rows", 1)),
        rule("poll.poll_rows", r -> poll(r).put("poll_rows", 1)),
        rule("poll.hidden_rows", r -> poll(r).put("hidden_rows", -1)),
        rule("poll.number", r -> poll(r).put("number", -1)),
        rule("server.port", r -> ((ObjectNode) r.get("server")).put("port", 65_536)),
        rule("only a failed poll has none", StatementsBadInputTest::withoutColumns),
        rule("a record without columns has no rows", r -> columns(r).removeAll()),
        rule(
            "must come after columns",
            r -> {
              var columns = r.remove("columns");
              r.set("columns", columns);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRules")
  void aBrokenRuleIsNamed(String words, Consumer<ObjectNode> change) throws IOException {
    ObjectNode record = sample();
    change.accept(record);
    InvalidRecordException refused = refused(record.toString());
    assertThat(refused.reason()).isEqualTo(Reason.INVALID_VALUE);
    assertThat(refused.getMessage()).contains(words);
  }

  @Test
  void columnsAndRowsStandOnce() throws IOException {
    String record = sample().toString();
    String open = record.substring(0, record.length() - 1);
    assertThat(refused(open + ",\"rows\":[]}").getMessage()).contains("rows: stands twice");
    assertThat(refused(open + ",\"columns\":[]}").getMessage()).contains("columns: stands twice");
  }

  @Test
  void halfACharacterIsRefused() throws IOException {
    String record = sample().toString();
    String collector = sample().get("collector").toString();
    for (String half : List.of("\"a\\ud800\"", "\"\\udc00b\"", "\"\\ud800\\ud800\"")) {
      assertThat(refused(record.replace(collector, half)).getMessage())
          .contains("collector: holds half a surrogate pair");
    }
  }

  @Test
  void aRowKeyStandsOnce() throws InvalidRecordException {
    List<Object[]> rows = rows(200);
    read(KEYS, rows);
    assertThat(chunk.rows()).isEqualTo(200);
    rows.set(199, new Object[] {10L, 5L, 17L, 99L});
    InvalidRecordException refused = refused(KEYS, rows);
    assertThat(refused.reason()).isEqualTo(Reason.INVALID_VALUE);
    assertThat(refused.getMessage()).contains("same key");
    rows.set(199, new Object[] {11L, 5L, 17L, 99L});
    read(KEYS, rows);
  }

  @Test
  void theSameQueryTopLevelAndNestedAreTwoKeys() throws InvalidRecordException {
    List<String> columns = List.of("userid", "dbid", "queryid", "calls", "toplevel");
    List<Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {1L, 1L, 1L, 1L, true});
    rows.add(new Object[] {1L, 1L, 1L, 1L, false});
    read(columns, rows);
    rows.set(1, new Object[] {1L, 1L, 1L, 1L, true});
    assertThat(refused(columns, rows).getMessage()).contains("same key");
  }

  @Test
  void theNumberOfRowsAndColumnsIsBounded() throws InvalidRecordException {
    read(KEYS, rows(StatementsChunkReader.MAX_ROWS));
    assertThat(chunk.rows()).isEqualTo(StatementsChunkReader.MAX_ROWS);
    assertThat(refused(KEYS, rows(StatementsChunkReader.MAX_ROWS + 1)).reason())
        .isEqualTo(Reason.TOO_LARGE);
    List<String> columns = new ArrayList<>(KEYS);
    for (int i = 0; i < 253; i++) {
      columns.add("column_" + i);
    }
    assertThat(refused(columns, List.of()).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aTimeThatCannotBeSquaredIsRefused() {
    List<String> columns = new ArrayList<>(KEYS);
    columns.add("mean_exec_time");
    columns.add("stddev_exec_time");
    List<Object[]> rows = List.<Object[]>of(new Object[] {1L, 1L, 1L, 1L, 1e200, 0.0});
    assertThat(refused(columns, rows).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aReaderWorksOnAfterABadRecord() throws InvalidRecordException {
    refused(List.of("userid"), List.of());
    read(Samples.columns(), Samples.rows());
    refused(Samples.columns(), List.<Object[]>of(new Object[] {1L}));
    read(Samples.columns(), Samples.rows());
    assertThat(chunk.rows()).isEqualTo(2);
    assertThat(chunk.counter(0, StatementColumns.CALLS)).isEqualTo(3);
  }

  private static Arguments rule(String words, Consumer<ObjectNode> change) {
    return arguments(words, change);
  }

  private static void withoutColumns(ObjectNode record) {
    columns(record).removeAll();
    ((ArrayNode) record.get("rows")).removeAll();
    poll(record).put("bucket_rows", 0);
  }

  private static ArrayNode columns(ObjectNode record) {
    return (ArrayNode) record.get("columns");
  }

  private static ArrayNode row(ObjectNode record) {
    return (ArrayNode) record.get("rows").get(1);
  }

  private static ObjectNode poll(ObjectNode record) {
    return (ObjectNode) record.get("poll");
  }

  private static List<Object[]> rows(int count) {
    List<Object[]> rows = new ArrayList<>();
    for (long queryid = 0; queryid < count; queryid++) {
      rows.add(new Object[] {10L, 5L, queryid, 1L});
    }
    return rows;
  }

  private static ObjectNode sample() throws IOException {
    return (ObjectNode)
        new ObjectMapper()
            .readTree(
                StatementsChunkWriter.write(
                    Samples.envelope(), Samples.poll(2), Samples.columns(), Samples.rows()));
  }

  private void read(List<String> columns, List<Object[]> rows) throws InvalidRecordException {
    reader.read(
        StatementsChunkWriter.write(Samples.envelope(), Samples.poll(rows.size()), columns, rows),
        chunk);
  }

  private InvalidRecordException refused(List<String> columns, List<Object[]> rows) {
    return refused(
        new String(
            StatementsChunkWriter.write(
                Samples.envelope(), Samples.poll(rows.size()), columns, rows),
            UTF_8));
  }

  private InvalidRecordException refused(String record) {
    try {
      reader.read(record.getBytes(UTF_8), chunk);
    } catch (InvalidRecordException refused) {
      return refused;
    }
    throw new AssertionError("The record was read");
  }
}
