package io.dbintel.udfs.statements;

import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.udfs.texts.StateText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** What has arrived of the poll in progress: buckets seen, top statements and the rest. */
final class OpenPoll {
  private final PollPosition position;
  private final Server server;
  private final int buckets;
  private final BitSet received;
  private final Sequence texts;
  private final Map<Long, String> databases = new TreeMap<>();
  private final Map<Long, String> roles = new TreeMap<>();
  private final TopStatements toplevel;
  private final TopStatements nested;
  private long counterMask;
  private int compared;

  private OpenPoll(
      PollPosition position,
      Server server,
      int buckets,
      BitSet received,
      Sequence texts,
      int topLimit) {
    this.position = position;
    this.server = server;
    this.buckets = buckets;
    this.received = received;
    this.texts = texts;
    this.toplevel = new TopStatements(topLimit);
    this.nested = new TopStatements(topLimit);
  }

  static OpenPoll begin(StatementsChunk first, int topLimit) {
    return new OpenPoll(
        PollPosition.of(first),
        first.envelope().server(),
        first.poll().buckets(),
        new BitSet(first.poll().buckets()),
        first.poll().textsSequence(),
        topLimit);
  }

  PollPosition position() {
    return position;
  }

  /** The last record of texts published before this poll; null when there is none. */
  Sequence texts() {
    return texts;
  }

  Server server() {
    return server;
  }

  int buckets() {
    return buckets;
  }

  boolean has(int bucket) {
    return received.get(bucket);
  }

  boolean complete() {
    return received.cardinality() == buckets;
  }

  /** Whether any bucket could be compared with an earlier poll: a pure baseline has no points. */
  boolean anyCompared() {
    return compared > 0;
  }

  long counterMask() {
    return counterMask;
  }

  TopStatements toplevel() {
    return toplevel;
  }

  TopStatements nested() {
    return nested;
  }

  void receive(StatementsChunk chunk, boolean wasCompared) {
    received.set(chunk.poll().bucket());
    databases.putAll(chunk.envelope().databases());
    roles.putAll(chunk.envelope().roles());
    counterMask |= chunk.counterMask();
    compared += wasCompared ? 1 : 0;
  }

  /** Name of a database, or its oid when it has none (it was dropped). */
  String database(int dbid) {
    return name(databases, dbid);
  }

  /** Name of a role, or its oid when it has none (it was dropped). */
  String role(int userid) {
    return name(roles, userid);
  }

  private static String name(Map<Long, String> names, int oid) {
    long unsigned = Integer.toUnsignedLong(oid);
    String name = names.get(unsigned);
    return name == null ? "oid:" + unsigned : name;
  }

  void write(DataOutput out) throws IOException {
    position.write(out);
    StateText.write(out, server.address());
    out.writeInt(server.port());
    out.writeInt(server.versionNum());
    out.writeInt(buckets);
    byte[] bits = received.toByteArray();
    out.writeInt(bits.length);
    out.write(bits);
    out.writeBoolean(texts != null);
    if (texts != null) {
      out.writeLong(texts.collectorStart());
      out.writeLong(texts.counter());
    }
    writeNames(out, databases);
    writeNames(out, roles);
    out.writeLong(counterMask);
    out.writeInt(compared);
    toplevel.write(out);
    nested.write(out);
  }

  /**
   * @param withTexts whether the format has the record of texts
   */
  static OpenPoll read(DataInput in, int topLimit, boolean withTexts) throws IOException {
    PollPosition position = PollPosition.read(in);
    Server server = new Server(StateText.read(in), in.readInt(), in.readInt());
    int buckets = in.readInt();
    byte[] bits = new byte[in.readInt()];
    in.readFully(bits);
    boolean hasTexts = withTexts && in.readBoolean();
    Sequence texts = hasTexts ? new Sequence(in.readLong(), in.readLong()) : null;
    OpenPoll poll = new OpenPoll(position, server, buckets, BitSet.valueOf(bits), texts, topLimit);
    readNames(in, poll.databases);
    readNames(in, poll.roles);
    poll.counterMask = in.readLong();
    poll.compared = in.readInt();
    poll.toplevel.read(in);
    poll.nested.read(in);
    return poll;
  }

  private static void writeNames(DataOutput out, Map<Long, String> names) throws IOException {
    out.writeInt(names.size());
    for (Map.Entry<Long, String> name : names.entrySet()) {
      out.writeLong(name.getKey());
      StateText.write(out, name.getValue());
    }
  }

  private static void readNames(DataInput in, Map<Long, String> names) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      names.put(in.readLong(), StateText.read(in));
    }
  }
}
