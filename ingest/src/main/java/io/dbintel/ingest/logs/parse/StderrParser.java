package io.dbintel.ingest.logs.parse;

import java.util.function.Consumer;

/**
 * Lines of stderr. An entry begins with the prefix and a severity; its DETAIL, HINT and so on each
 * begin with the prefix too; what continues one of them begins with a tab that is not part of it.
 * The server writes an entry at once, so that its lines follow one another; what stands between
 * them, or belongs nowhere, is counted, and everything up to the next line with a prefix is
 * doubtful.
 */
final class StderrParser implements LogParser {
  private final PrefixMatcher matcher;
  private final LineHeader header;
  private final TornLine torn;
  private final OpenEntry open;
  private final HeldLines held = new HeldLines();
  private final LineSplitter lines;

  private Consumer<LogEntryRead> out;
  private boolean begun;
  private boolean lost;
  private long entries;
  private long unreadable;
  private long shredded;
  private long truncated;

  StderrParser(ParseOptions options) {
    matcher = new PrefixMatcher(options);
    header = new LineHeader(matcher, options);
    torn = new TornLine(matcher, header);
    open = new OpenEntry(options);
    lines = new LineSplitter(options.maxEntryBytes(), this::line);
  }

  @Override
  public void feed(
      byte[] bytes, int from, int length, long offset, Consumer<LogEntryRead> consumer) {
    if (offset != lines.position()) {
      moveTo(offset);
    }
    out = consumer;
    lines.feed(bytes, from, length);
    out = null;
  }

  @Override
  public void endOfInput(Consumer<LogEntryRead> consumer) {
    if (!lines.isWaiting()) {
      out = consumer;
      releaseHeld();
      give();
      out = null;
    }
  }

  @Override
  public void endOfFile(Consumer<LogEntryRead> consumer) {
    out = consumer;
    lines.finish();
    releaseHeld();
    give();
    out = null;
    moveTo(0);
  }

  @Override
  public long safeOffset() {
    if (open.isOpen()) {
      return open.start();
    }
    return held.isEmpty() ? lines.lineStart() : held.start();
  }

  @Override
  public ParseCounts counts() {
    return new ParseCounts(entries, unreadable, shredded, truncated);
  }

  private void moveTo(long offset) {
    lines.moveTo(offset);
    held.clear();
    open.drop();
    begun = false;
    lost = false;
  }

  private void line(byte[] line, int from, int to, long start, long end, boolean cut) {
    int first = from;
    while (first < to && line[first] == 0) {
      // The hole that truncation leaves before what is written next.
      first++;
    }
    long offset = start + first - from;
    if (!held.isEmpty() && joined(line, first, to, end, cut)) {
      return;
    }
    if (first < to && line[first] == '\t') {
      continuation(line, first + 1, to, end, cut);
    } else if (matcher.matches(line, first, to)) {
      tagged(line, to, offset, end, cut);
    } else if (matcher.hitEnd() && !cut && held.hasRoom(to - first)) {
      held.add(line, first, to, offset);
    } else {
      foreign();
    }
  }

  /** Whether the line completes or continues the start of a prefix in the lines before. */
  private boolean joined(byte[] line, int from, int to, long end, boolean cut) {
    byte[] all = held.with(line, from, to);
    if (matcher.matches(all, 0, all.length)) {
      long start = held.start();
      held.clear();
      tagged(all, all.length, start, end, cut);
      return true;
    }
    if (matcher.hitEnd() && !cut && held.hasRoom(to - from)) {
      held.add(line, from, to, end);
      return true;
    }
    releaseHeld();
    return false;
  }

  private void releaseHeld() {
    for (int i = held.lines(); i > 0; i--) {
      foreign();
    }
    held.clear();
  }

  private void continuation(byte[] line, int from, int to, long end, boolean cut) {
    if (!open.isOpen() || lost) {
      foreign();
      return;
    }
    int other = torn.find(line, from, to, open.identity());
    open.goOn(line, from, other < 0 ? to : other);
    lineTaken(end, cut, other);
  }

  private void tagged(byte[] line, int to, long start, long end, boolean cut) {
    EntryField field = matcher.tag.field;
    int text = matcher.tag.end;
    LineIdentity identity = header.identity(line);
    if (field == EntryField.SEVERITY) {
      give();
      header.read(line, open.open(start, identity, matcher.tag.severity));
      field = EntryField.MESSAGE;
    } else if (!belongsToOpen(field, identity)) {
      foreign();
      return;
    }
    begun = true;
    lost = false;
    int other = torn.find(line, text, to, identity);
    open.begin(field, line, text, other < 0 ? to : other);
    lineTaken(end, cut, other);
  }

  private boolean belongsToOpen(EntryField field, LineIdentity identity) {
    return open.isOpen()
        && open.identity().matches(identity)
        && (!lost || identity.namesProcess())
        && !open.has(field);
  }

  private void lineTaken(long end, boolean cut, int other) {
    open.endsAt(end);
    if (cut || other >= 0) {
      open.markCut();
    }
    if (other >= 0) {
      shredded++;
      lost = true;
    }
  }

  private void foreign() {
    if (begun) {
      shredded++;
    } else {
      unreadable++;
    }
    lost = true;
  }

  private void give() {
    if (open.isOpen()) {
      LogEntryRead entry = open.close();
      entries++;
      truncated += entry.truncated() ? 1 : 0;
      out.accept(entry);
    }
  }
}
