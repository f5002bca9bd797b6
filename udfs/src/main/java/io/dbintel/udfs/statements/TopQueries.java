package io.dbintel.udfs.statements;

import io.dbintel.schemas.envelope.Server;
import io.dbintel.udfs.texts.NamedTexts;
import io.dbintel.udfs.texts.StateText;
import io.dbintel.udfs.texts.TextKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The top queries of a finished poll, still without texts: what waits until they have come.
 *
 * @param collectorStart start of the collector's run, µs
 * @param poll number of the poll in the run
 * @param collectedAt collector clock of the poll, µs
 * @param time of the events, server clock, µs
 * @param named the texts that were published before the poll
 */
public record TopQueries(
    String instance,
    long collectorStart,
    long poll,
    long collectedAt,
    Server server,
    long time,
    NamedTexts named,
    List<Row> rows) {
  private static final int FORMAT = 1;

  /**
   * @param deltas raw bits of the counters of {@link TopQueryEvents#COLUMNS}
   */
  record Row(TextKey key, String database, String role, long[] deltas) {}

  public TopQueries {
    rows = List.copyOf(rows);
  }

  static TopQueries of(String instance, OpenPoll poll, long time) {
    List<Row> rows = new ArrayList<>();
    for (TopStatements.Row row : poll.toplevel().rows()) {
      long[] deltas = new long[TopQueryEvents.COLUMNS.size()];
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = row.deltas().longValue(TopQueryEvents.COLUMNS.get(i).ordinal());
      }
      rows.add(
          new Row(
              new TextKey(row.userid(), row.dbid(), true, row.queryid()),
              poll.database(row.dbid()),
              poll.role(row.userid()),
              deltas));
    }
    PollPosition position = poll.position();
    return new TopQueries(
        instance,
        position.collectorStart(),
        position.number(),
        position.collectedAt(),
        poll.server(),
        time,
        new NamedTexts(position.collector(), poll.texts(), position.serverTime()),
        rows);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      StateText.write(out, instance);
      out.writeLong(collectorStart);
      out.writeLong(poll);
      out.writeLong(collectedAt);
      StateText.write(out, server.address());
      out.writeInt(server.port());
      out.writeInt(server.versionNum());
      out.writeLong(time);
      named.write(out);
      out.writeInt(rows.size());
      for (Row row : rows) {
        write(row, out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write top queries", impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(Row row, DataOutputStream out) throws IOException {
    out.writeInt(row.key().userid());
    out.writeInt(row.key().dbid());
    out.writeBoolean(row.key().toplevel());
    out.writeLong(row.key().queryid());
    StateText.write(out, row.database());
    StateText.write(out, row.role());
    out.writeByte(row.deltas().length);
    for (long delta : row.deltas()) {
      out.writeLong(delta);
    }
  }

  static TopQueries fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IllegalStateException(
            "State format " + format + " of top queries, not " + FORMAT);
      }
      return new TopQueries(
          StateText.read(in),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          new Server(StateText.read(in), in.readInt(), in.readInt()),
          in.readLong(),
          NamedTexts.read(in),
          readRows(in));
    } catch (IOException corrupt) {
      throw new UncheckedIOException("Cannot read top queries", corrupt);
    }
  }

  private static List<Row> readRows(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TextKey key = new TextKey(in.readInt(), in.readInt(), in.readBoolean(), in.readLong());
      String database = StateText.read(in);
      String role = StateText.read(in);
      long[] deltas = new long[in.readUnsignedByte()];
      for (int column = 0; column < deltas.length; column++) {
        deltas[column] = in.readLong();
      }
      rows.add(new Row(key, database, role, deltas));
    }
    return rows;
  }
}
