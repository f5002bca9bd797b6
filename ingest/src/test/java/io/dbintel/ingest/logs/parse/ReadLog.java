package io.dbintel.ingest.logs.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A whole log that was read. */
record ReadLog(List<LogEntryRead> entries, ParseCounts counts) {
  static ReadLog stderr(String prefix, String log) {
    return of(LogFormat.STDERR, ParseOptions.defaults().withPrefix(prefix), log);
  }

  static ReadLog of(LogFormat format, ParseOptions options, String log) {
    return of(format, options, log.getBytes(StandardCharsets.UTF_8));
  }

  static ReadLog of(LogFormat format, ParseOptions options, byte[] log) {
    LogParser parser = LogParsers.of(format, options);
    List<LogEntryRead> entries = new ArrayList<>();
    parser.feed(log, 0, log.length, 0, entries::add);
    parser.endOfInput(entries::add);
    parser.endOfFile(entries::add);
    return new ReadLog(entries, parser.counts());
  }

  LogEntryRead only() {
    if (entries.size() != 1) {
      throw new AssertionError("Not one entry: " + entries);
    }
    return entries.get(0);
  }

  List<String> messages() {
    return entries.stream().map(LogEntryRead::message).toList();
  }
}
