package io.dbintel.ingest.logs;

import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log must look like to a collector, told by what was done to its files, independently of
 * how the collector finds out.
 */
final class LogModel {
  private static final Pattern NUMBER = Pattern.compile("entry (\\d{6}) ");

  private final TailedFolder folder;
  private final Random random;
  private final List<Content> contents = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private Content current = new Content();
  private int numbers;
  private int rotations;
  private int toldFrom;

  LogModel(TailedFolder folder, Random random) {
    this.folder = folder;
    this.random = random;
  }

  /** What was written to one file until it was emptied or renamed. */
  private static final class Content {
    private final List<Written> entries = new ArrayList<>();
    private String rest = "";
    private long size;
    private long firstLine = -1;

    /** The size at the last run of the collector, if it could tell the file by then. */
    private long seen;

    /** How far it was delivered and kept at the last run. */
    private long kept;

    /** Whether all that was seen was also read, and is still on its way. */
    private boolean readWhole;

    private boolean removed;
  }

  private record Written(int number, long begin, long end) {}

  /** From the first run on, all that appears is read. */
  void start() {
    folder.collect();
  }

  void step() {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> append(1 + random.nextInt(12));
      case 4, 5, 6 -> collect();
      case 7 -> rename();
      case 8 -> copyTruncate();
      case 9 -> truncate();
      case 10 -> crash();
      case 11 -> publisher();
      case 12 -> partial();
      default -> restart();
    }
  }

  void finish() {
    completeRest();
    folder.publisher.refuse(false);
    folder.publisher.hold(false);
    folder.publisher.release();
    for (int i = 0; i < 6; i++) {
      folder.collect();
    }
    contents.add(current);
  }

  /** What is wrong; empty when nothing is. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<Integer, Set<String>> ids = idsByNumber();
    ids.forEach(
        (number, all) -> {
          if (all.size() > 1) {
            faults.add("entry " + number + " has the ids " + all);
          }
        });
    Map<String, Gap> gaps = gapsByKey();
    List<Long> unknown = new ArrayList<>();
    for (Content content : contents) {
      Gap gap = gapOf(content, ids, gaps);
      if (gap == null && content.removed && content.kept < content.seen && noneOf(content, ids)) {
        unknown.add(content.seen);
        continue;
      }
      check(content, gap, ids.keySet(), faults);
    }
    List<Long> told = new ArrayList<>(gaps.values().stream().map(Gap::lost).toList());
    unknown.sort(null);
    told.sort(null);
    if (!told.equals(unknown)) {
      faults.add("of logs of which nothing was published " + unknown + " are lost, told " + gaps);
    }
    return faults;
  }

  private record Gap(long offset, long lost) {}

  private static void check(Content content, Gap gap, Set<Integer> published, List<String> faults) {
    long safe = gap != null ? gap.offset() : content.removed ? content.seen : content.size;
    for (Written entry : content.entries) {
      if (entry.end <= safe && !published.contains(entry.number)) {
        faults.add("entry " + entry.number + " was not published; gap " + gap);
      }
    }
    if (gap != null && gap.offset() + gap.lost() != content.seen) {
      faults.add(gap + " does not end at " + content.seen);
    }
    if (gap != null && (content.readWhole || gap.offset() < content.kept)) {
      faults.add(gap + " was delivered up to " + content.kept + ", read " + content.readWhole);
    }
  }

  private boolean noneOf(Content content, Map<Integer, Set<String>> ids) {
    return content.entries.stream().noneMatch(entry -> ids.containsKey(entry.number));
  }

  private Gap gapOf(Content content, Map<Integer, Set<String>> ids, Map<String, Gap> gaps) {
    for (Written entry : content.entries) {
      for (String id : ids.getOrDefault(entry.number, Set.of())) {
        return gaps.remove(id.substring(0, id.lastIndexOf(':')));
      }
    }
    return null;
  }

  private Map<Integer, Set<String>> idsByNumber() {
    Map<Integer, Set<String>> ids = new TreeMap<>();
    for (RawRecord<LogEntry> event : folder.events()) {
      number(event)
          .ifPresent(
              number ->
                  ids.computeIfAbsent(number, n -> new HashSet<>()).add(event.envelope().id()));
    }
    return ids;
  }

  private Map<String, Gap> gapsByKey() {
    Map<String, Gap> gaps = new HashMap<>();
    for (RawRecord<LogEntry> event : folder.events()) {
      if (event.body().entryClass().equals(EntryRecords.GAP)) {
        String id = event.envelope().id();
        String key = id.substring(0, id.lastIndexOf(':', id.lastIndexOf(":gap") - 1));
        long lost = ((Number) event.body().fields().get("lost_bytes")).longValue();
        gaps.put(key, new Gap(event.body().context().position(), lost));
      }
    }
    return gaps;
  }

  List<String> steps() {
    return steps;
  }

  private void append(int count) {
    steps.add("append " + count);
    completeRest();
    for (int i = 0; i < count; i++) {
      begin();
      completeRest();
    }
  }

  /** A part of an entry, the rest of which comes later or never. */
  private void partial() {
    completeRest();
    begin();
    Content content = current;
    int some = 1 + random.nextInt(content.rest.length() - 1);
    write(content.rest.substring(0, some));
    content.rest = content.rest.substring(some);
    steps.add("partial " + numbers + ", " + some + " bytes");
  }

  private void begin() {
    numbers++;
    Content content = current;
    String filler =
        "x".repeat(random.nextInt(40)) + (random.nextInt(4) == 0 ? "\nsecond line" : "");
    content.rest = Lines.csv("entry %06d %s".formatted(numbers, filler));
    content.entries.add(new Written(numbers, content.size, content.size + content.rest.length()));
    if (content.firstLine < 0) {
      content.firstLine = content.size + content.rest.indexOf('\n') + 1;
    }
  }

  private void completeRest() {
    write(current.rest);
    current.rest = "";
  }

  private void write(String text) {
    if (!text.isEmpty()) {
      folder.append("server.csv", text);
      current.size += text.length();
    }
  }

  private void collect() {
    boolean refusing = random.nextInt(6) == 0;
    if (refusing) {
      folder.publisher.acceptOnly(random.nextInt(3));
    }
    folder.collect();
    folder.publisher.acceptOnly(Integer.MAX_VALUE);
    steps.add("collect" + (refusing ? " with few accepted" : ""));
    look(!refusing);
  }

  /** What the collector must know after a run. */
  private void look(boolean flowing) {
    if (current.firstLine >= 0 && current.size >= current.firstLine) {
      current.seen = current.size;
      current.kept = committed(current);
      current.readWhole = flowing;
    }
  }

  /** What it was told to be delivered, and not what an earlier collector was told. */
  private long committed(Content content) {
    Set<Integer> delivered = new HashSet<>();
    List<RawRecord<LogEntry>> events = folder.events();
    for (RawRecord<LogEntry> event : events.subList(toldFrom, events.size())) {
      number(event).ifPresent(delivered::add);
    }
    long kept = content.kept;
    for (Written entry : content.entries) {
      if (entry.begin >= kept && (entry.end > content.size || !delivered.contains(entry.number))) {
        return kept;
      }
      kept = Math.max(kept, entry.end);
    }
    return kept;
  }

  private void forgetsWhatItWasTold() {
    current.readWhole = false;
    contents.forEach(content -> content.readWhole = false);
    toldFrom = folder.events().size();
  }

  private void rename() {
    completeRest();
    if (current.size == 0) {
      return;
    }
    String name = rotatedName();
    steps.add("rename to " + name);
    move(name);
    next();
    append(1);
  }

  /** What was never seen under a name that is looked for cannot be found under another. */
  private String rotatedName() {
    rotations++;
    return (random.nextBoolean() || current.seen == 0 ? "server.csv." : "old-") + rotations;
  }

  private void copyTruncate() {
    completeRest();
    if (current.size == 0) {
      return;
    }
    String name = rotatedName();
    steps.add("copy to " + name + " and truncate");
    try {
      Files.copy(folder.path("server.csv"), folder.path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (random.nextInt(3) == 0) {
      collect();
    }
    empty();
  }

  private void truncate() {
    if (!Files.exists(folder.path("server.csv"))) {
      return;
    }
    steps.add("truncate");
    current.rest = "";
    current.removed = true;
    empty();
    // Until the next run nothing happens that would change what the collector knows.
    collect();
  }

  private void crash() {
    steps.add("crash");
    folder.crash();
    forgetsWhatItWasTold();
  }

  private void restart() {
    steps.add("restart");
    folder.stop();
    folder.publisher.forget();
    forgetsWhatItWasTold();
  }

  private void publisher() {
    int what = random.nextInt(4);
    steps.add("publisher " + what);
    switch (what) {
      case 0 -> folder.publisher.hold(true);
      case 1 -> folder.publisher.hold(false);
      case 2 -> folder.publisher.release();
      default -> {
        folder.publisher.lose();
        forgetsWhatItWasTold();
      }
    }
  }

  private void move(String name) {
    try {
      Files.move(folder.path("server.csv"), folder.path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void empty() {
    try (FileChannel channel =
        FileChannel.open(folder.path("server.csv"), StandardOpenOption.WRITE)) {
      channel.truncate(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next();
  }

  private void next() {
    contents.add(current);
    current = new Content();
  }

  private static Optional<Integer> number(RawRecord<LogEntry> event) {
    Matcher number = NUMBER.matcher(event.body().message() == null ? "" : event.body().message());
    return number.lookingAt() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
  }
}
