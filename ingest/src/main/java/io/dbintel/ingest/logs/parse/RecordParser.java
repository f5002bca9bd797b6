package io.dbintel.ingest.logs.parse;

import java.util.function.Consumer;

/**
 * What csvlog and jsonlog have in common: records that end where their own grammar says, so that no
 * entry waits for another. A record that breaks the grammar was cut; the next may begin in the
 * middle of its line, which is looked for in the last bytes, or else reading goes on after the
 * line.
 */
abstract class RecordParser implements LogParser {
  private final Tail tail = new Tail();
  private final ParseOptions options;
  final EntryTexts texts;
  final EntryReading reading;

  private Consumer<LogEntryRead> out;
  private long recordStart;
  private long position;
  private boolean skipping;
  private boolean badRun;
  private long entries;
  private long unreadable;
  private long truncated;

  RecordParser(ParseOptions options, LogFormat format) {
    this.options = options;
    this.texts = new EntryTexts(options);
    this.reading = new EntryReading(texts, options, format);
  }

  /** Forgets the record that was being read. */
  abstract void reset();

  /**
   * Takes one byte of a record.
   *
   * @return false when the record cannot go on so
   */
  abstract boolean step(byte b);

  /** How many of these bytes are plain content of a text, and so need no step each. */
  abstract int content(byte[] bytes, int from, int to);

  /** Where in the bytes of a broken record the next one begins; -1 when nowhere. */
  abstract int nextStart(byte[] bytes, int length);

  /** Whether so much of an unfinished record is there that it is worth an entry. */
  abstract boolean hasMessage();

  final ParseOptions options() {
    return options;
  }

  @Override
  public final void feed(
      byte[] bytes, int from, int length, long offset, Consumer<LogEntryRead> consumer) {
    if (offset != position) {
      moveTo(offset);
    }
    out = consumer;
    int at = from;
    int to = from + length;
    while (at < to) {
      int plain = skipping ? 0 : content(bytes, at, to);
      if (plain > 0) {
        texts.append(bytes, at, plain);
        tail.append(bytes, at, plain);
        position += plain;
        at += plain;
      } else {
        take(bytes[at++]);
      }
    }
    out = null;
  }

  /** A record without its end goes on waiting. */
  @Override
  public final void endOfInput(Consumer<LogEntryRead> consumer) {}

  @Override
  public final void endOfFile(Consumer<LogEntryRead> consumer) {
    if (!skipping && position > recordStart) {
      texts.markCut();
      if (hasMessage()) {
        out = consumer;
        give();
        out = null;
      } else {
        countBad();
      }
    }
    moveTo(0);
  }

  @Override
  public final long safeOffset() {
    return recordStart;
  }

  @Override
  public final ParseCounts counts() {
    return new ParseCounts(entries, unreadable, 0, truncated);
  }

  /** Gives out what was read as an entry that ends here. */
  final void give() {
    LogEntryRead entry = reading.read(recordStart, position - recordStart);
    entries++;
    truncated += entry.truncated() ? 1 : 0;
    badRun = false;
    begin(position);
    out.accept(entry);
  }

  /** Begins a record at the next byte; what was read so far is nothing. */
  final void beginNext() {
    begin(position);
  }

  private void moveTo(long offset) {
    position = offset;
    skipping = false;
    badRun = false;
    begin(offset);
  }

  private void begin(long offset) {
    recordStart = offset;
    tail.clear();
    texts.clear();
    reset();
  }

  private void take(byte b) {
    position++;
    if (skipping) {
      recordStart = position;
      if (b == '\n') {
        skipping = false;
        begin(position);
      }
    } else if (step(b)) {
      if (position > recordStart) {
        tail.append(b);
      }
    } else {
      tail.append(b);
      recover();
    }
  }

  /** Reads again what follows the start of a record in the last bytes; each time it is less. */
  private void recover() {
    countBad();
    int start = tail.length() == 0 ? -1 : nextStart(tail.bytes(), tail.length());
    if (start > 0) {
      byte[] again = tail.from(start);
      position -= again.length;
      begin(position);
      for (byte b : again) {
        take(b);
      }
      return;
    }
    boolean atEnd = tail.length() > 0 && tail.at(tail.length() - 1) == '\n';
    skipping = !atEnd;
    begin(position);
  }

  private void countBad() {
    unreadable += badRun ? 0 : 1;
    badRun = true;
  }
}
