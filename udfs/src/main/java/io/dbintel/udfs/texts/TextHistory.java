package io.dbintel.udfs.texts;

import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The texts of an instance by position: how many of its texts had come when one came. A poll stands
 * at the first position at which the texts it names are there, or at that of the poll before it if
 * that is later. What it gets for a key is what had been published up to its position, so it does
 * not matter how far texts were read ahead of polls.
 *
 * <p>Bounded by {@link TextBounds}: what is older than the window is forgotten. Not thread-safe.
 */
public final class TextHistory {
  private final QueryTextScrubber scrubber;
  private final TextBounds bounds;

  public TextHistory(QueryTextScrubber scrubber, TextBounds bounds) {
    this.scrubber = scrubber;
    this.bounds = bounds;
  }

  /** The stored state of the instance in question. */
  public interface Store {
    /** Bytes, or null. */
    byte[] textProgress();

    void putTextProgress(byte[] progress);

    /** Bytes of a key's texts, or null. */
    byte[] texts(String key);

    void putTexts(String key, byte[] texts);

    void removeTexts(String key);

    /** Bytes of a record's place and keys, or null. */
    byte[] textRecord(long ordinal);

    void putTextRecord(long ordinal, byte[] record);

    void removeTextRecord(long ordinal);
  }

  /** Takes the next record of the instance. */
  public void publish(QueryTexts record, Store store) {
    TextProgress progress = TextProgress.fromBytes(store.textProgress());
    TextsSeen seen = progress.head().after(record.envelope(), record.texts().size());
    List<String> keys = new ArrayList<>();
    for (QueryText text : record.texts()) {
      Optional<ScrubbedQueryText> scrubbed =
          scrubber.scrub(
              text, record.envelope().scrubVersion(), record.standardConformingStrings());
      if (scrubbed.isPresent()) {
        String key =
            new TextKey((int) text.userid(), (int) text.dbid(), text.toplevel(), text.queryid())
                .compact();
        TextVersions versions = versions(key, store);
        versions.publish(seen.position(), scrubbed.get(), progress.floor().position());
        store.putTexts(key, versions.toBytes());
        keys.add(key);
      }
    }
    store.putTextRecord(progress.append(seen), new TextRecord(seen, keys).toBytes());
    while (progress.head().position() - progress.floor().position() > bounds.ahead()) {
      progress.floorAt(progress.floorOrdinal() + 1, store);
    }
    prune(progress, store);
    store.putTextProgress(progress.toBytes());
  }

  /** Where a poll stands; empty while it has to wait. Polls must come in their order. */
  public OptionalLong position(NamedTexts named, Store store) {
    TextProgress progress = TextProgress.fromBytes(store.textProgress());
    if (!progress.floor().satisfy(named)) {
      if (!progress.head().satisfy(named)) {
        return OptionalLong.empty();
      }
      progress.floorAt(firstThatSatisfies(named, progress, store), store);
      store.putTextProgress(progress.toBytes());
    }
    return OptionalLong.of(progress.floor().position());
  }

  /** Where the last poll stood. */
  public long lastPosition(Store store) {
    return TextProgress.fromBytes(store.textProgress()).floor().position();
  }

  /** The position of all texts that have come: where polls stand when no more will come. */
  public long endPosition(Store store) {
    TextProgress progress = TextProgress.fromBytes(store.textProgress());
    if (progress.floorOrdinal() < progress.lastOrdinal()) {
      progress.floorAt(progress.lastOrdinal(), store);
      store.putTextProgress(progress.toBytes());
    }
    return progress.floor().position();
  }

  /** The text of a key at a position. */
  public Optional<ScrubbedQueryText> text(TextKey key, long position, Store store) {
    return versions(key.compact(), store).at(position);
  }

  private static long firstThatSatisfies(NamedTexts named, TextProgress progress, Store store) {
    long low = progress.floorOrdinal() + 1;
    long high = progress.lastOrdinal();
    // Polls mostly move on by a record or none.
    long middle = low;
    while (low < high) {
      if (TextRecord.read(store.textRecord(middle)).seen().satisfy(named)) {
        high = middle;
      } else {
        low = middle + 1;
      }
      middle = (low + high) >>> 1;
    }
    return low;
  }

  private void prune(TextProgress progress, Store store) {
    long floor = progress.floor().position();
    while (progress.firstOrdinal() < progress.floorOrdinal()) {
      TextRecord oldest = TextRecord.read(store.textRecord(progress.firstOrdinal()));
      if (floor - oldest.seen().position() < bounds.window()) {
        return;
      }
      for (String key : oldest.keys()) {
        forget(key, floor, store);
      }
      store.removeTextRecord(progress.dropFirst());
    }
  }

  private void forget(String key, long floor, Store store) {
    TextVersions versions = versions(key, store);
    versions.forget(floor);
    if (versions.isEmpty()) {
      store.removeTexts(key);
    } else {
      store.putTexts(key, versions.toBytes());
    }
  }

  private TextVersions versions(String key, Store store) {
    return TextVersions.fromBytes(store.texts(key), bounds.window());
  }
}
