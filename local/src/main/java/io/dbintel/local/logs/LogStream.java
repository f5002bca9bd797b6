package io.dbintel.local.logs;

import io.dbintel.ingest.logs.parse.AutoExplain;
import io.dbintel.ingest.logs.parse.Classified;
import io.dbintel.ingest.logs.parse.LogClasses;
import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.LogFormat;
import io.dbintel.ingest.logs.parse.LogParser;
import io.dbintel.ingest.logs.parse.LogParsers;
import io.dbintel.ingest.logs.parse.ParseCounts;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.ingest.logs.parse.PlanRead;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads a log and writes its entries and plans as lines of JSON. */
public final class LogStream {
  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final LogParser parser;
  private long bytes;
  private long plans;

  public LogStream(LogFormat format, ParseOptions options) {
    parser = LogParsers.of(format, options);
  }

  /**
   * Writes all entries, and returns when the input has ended and the last line has been written.
   *
   * @throws IOException when the input cannot be read or the output not be written
   */
  public void run(InputStream in, OutputStream out) throws IOException {
    EntryWriter writer = new EntryWriter(new BufferedOutputStream(out, BUFFER));
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = in.read(buffer); read != END; read = in.read(buffer)) {
        parser.feed(buffer, 0, read, bytes, entry -> write(entry, writer));
        bytes += read;
        writer.flush();
      }
      parser.endOfFile(entry -> write(entry, writer));
      writer.flush();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /** Bytes read so far. */
  public long bytes() {
    return bytes;
  }

  /** Entries that were plans, which are also among those of {@link #counts()}. */
  public long plans() {
    return plans;
  }

  public ParseCounts counts() {
    return parser.counts();
  }

  private void write(LogEntryRead entry, EntryWriter writer) {
    try {
      Optional<PlanRead> plan = AutoExplain.plan(entry);
      if (plan.isPresent()) {
        plans++;
        writer.plan(entry, plan.get());
      } else {
        Classified classified = LogClasses.standard().classify(entry);
        writer.event(entry, classified);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
