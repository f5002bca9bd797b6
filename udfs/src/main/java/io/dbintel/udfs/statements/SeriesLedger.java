package io.dbintel.udfs.statements;

import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.output.QueryMetrics.Family;
import io.dbintel.schemas.output.QueryMetrics.Measure;
import io.dbintel.udfs.texts.StateText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cumulative value of every series of an instance that is kept, and since when. A series
 * accumulates only while it is kept: when it ends it is forgotten, and on return it starts anew.
 */
public final class SeriesLedger {
  private static final int FORMAT = 1;
  private static final long[] NONE = {};

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  private static final class Entry {
    private final List<String> attributes;
    private final long cumulativeStart;
    private final CounterSums sums;
    private long lastTime;
    private long lastMoved;

    private Entry(List<String> attributes, long cumulativeStart, CounterSums sums) {
      this.attributes = attributes;
      this.cumulativeStart = cumulativeStart;
      this.sums = sums;
    }
  }

  /** Adds an interval's delta to a series, which begins if it is not kept yet. */
  Series add(
      Family family,
      List<String> attributes,
      CounterSums delta,
      long start,
      long time,
      List<Measure> measures) {
    String key = key(family, attributes);
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(attributes, start, new CounterSums());
      entry.lastTime = start;
      entries.put(key, entry);
    }
    entry.sums.add(delta);
    entry.lastMoved = time;
    return point(entry, delta, time, measures);
  }

  /** A point without movement for every kept series of the family that is not in {@code moved}. */
  List<Series> idle(
      Family family, Collection<List<String>> moved, long time, List<Measure> measures) {
    Set<String> movedKeys = keys(family, moved);
    CounterSums zero = new CounterSums();
    List<Series> points = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : ofFamily(family).entrySet()) {
      if (!movedKeys.contains(entry.getKey())) {
        points.add(point(entry.getValue(), zero, time, measures));
      }
    }
    return points;
  }

  /** Ends and forgets all series of the family but those that stay. */
  List<Series> endAllBut(Family family, Collection<List<String>> staying) {
    Set<String> stayingKeys = keys(family, staying);
    return end(family, (key, entry) -> !stayingKeys.contains(key));
  }

  /** Ends and forgets the series of the family that have not moved since a time. */
  List<Series> endIdleSince(Family family, long since) {
    return end(family, (key, entry) -> entry.lastMoved < since);
  }

  private interface Ends {
    boolean test(String key, Entry entry);
  }

  private List<Series> end(Family family, Ends ends) {
    List<Series> ended = new ArrayList<>();
    Iterator<Map.Entry<String, Entry>> iterator = ofFamily(family).entrySet().iterator();
    while (iterator.hasNext()) {
      Map.Entry<String, Entry> next = iterator.next();
      Entry entry = next.getValue();
      if (ends.test(next.getKey(), entry)) {
        ended.add(
            new Series(entry.attributes, entry.lastTime, NONE, entry.cumulativeStart, NONE, true));
        iterator.remove();
      }
    }
    return ended;
  }

  private static Series point(Entry entry, CounterSums delta, long time, List<Measure> measures) {
    long start = entry.lastTime;
    entry.lastTime = time;
    return new Series(
        entry.attributes,
        start,
        values(delta, measures),
        entry.cumulativeStart,
        values(entry.sums, measures),
        false);
  }

  private static long[] values(CounterSums sums, List<Measure> measures) {
    long[] values = new long[measures.size()];
    for (int i = 0; i < values.length; i++) {
      Measure measure = measures.get(i);
      values[i] =
          measure.isDouble()
              ? Double.doubleToRawLongBits(sums.doubleValue(measure.ordinal()) * measure.scale())
              : sums.longValue(measure.ordinal());
    }
    return values;
  }

  private Map<String, Entry> ofFamily(Family family) {
    return entries.subMap(family.name() + "\u0000", family.name() + "\u0001");
  }

  private static Set<String> keys(Family family, Collection<List<String>> attributes) {
    Set<String> keys = new HashSet<>();
    attributes.forEach(values -> keys.add(key(family, values)));
    return keys;
  }

  private static String key(Family family, List<String> attributes) {
    StringBuilder key = new StringBuilder(family.name());
    for (String value : attributes) {
      key.append('\u0000').append(Objects.requireNonNullElse(value, "\u0001"));
    }
    return key.append('\u0000').toString();
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + entries.size() * 400);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(entries.size());
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        StateText.write(out, entry.getKey());
        write(out, entry.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write the series of an instance", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @param bytes null for an instance without series
   */
  public static SeriesLedger fromBytes(byte[] bytes) {
    SeriesLedger ledger = new SeriesLedger();
    if (bytes == null) {
      return ledger;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IllegalStateException(
            "State format " + format + " of a series ledger, not " + FORMAT);
      }
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        ledger.entries.put(StateText.read(in), read(in));
      }
      return ledger;
    } catch (IOException corrupt) {
      throw new UncheckedIOException("Cannot read the series of an instance", corrupt);
    }
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    out.writeByte(entry.attributes.size());
    for (String value : entry.attributes) {
      out.writeBoolean(value != null);
      StateText.write(out, Objects.requireNonNullElse(value, ""));
    }
    out.writeLong(entry.cumulativeStart);
    out.writeLong(entry.lastTime);
    out.writeLong(entry.lastMoved);
    entry.sums.write(out);
  }

  private static Entry read(DataInputStream in) throws IOException {
    String[] attributes = new String[in.readUnsignedByte()];
    for (int i = 0; i < attributes.length; i++) {
      boolean present = in.readBoolean();
      String value = StateText.read(in);
      attributes[i] = present ? value : null;
    }
    long cumulativeStart = in.readLong();
    long lastTime = in.readLong();
    long lastMoved = in.readLong();
    Entry entry = new Entry(Arrays.asList(attributes), cumulativeStart, CounterSums.read(in));
    entry.lastTime = lastTime;
    entry.lastMoved = lastMoved;
    return entry;
  }
}
