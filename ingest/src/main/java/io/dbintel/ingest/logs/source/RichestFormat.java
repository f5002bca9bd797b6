package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.logs.parse.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Chooses among files that hold the same entries in several forms. A server with {@code
 * log_destination = 'stderr,csvlog,jsonlog'} writes each entry three times, into files that differ
 * in their ending only; of them jsonlog is read, else csvlog, else stderr.
 *
 * <p>A form that is no longer written must not keep a poorer one from being read: so it counts only
 * while its file is written about as late as the poorer one.
 */
final class RichestFormat {
  /** A richer file that was last written so much earlier than the poorer one has ended. */
  static final long ENDED_MILLIS = 60_000;

  /** Both are written for the same entry, one after the other. */
  static final long TOGETHER_MILLIS = 2_000;

  /** What logrotate and people append to a name. */
  private static final Pattern ROTATED = Pattern.compile("([.-]\\d{1,14})+$");

  private RichestFormat() {}

  /** What is to be done with a file. */
  enum Turn {
    READ,
    /** There are richer files in its folder: its own richer twin may be made a moment later. */
    READ_UNLESS_NEW,
    /** Its richer twin may have ended, or may go on. */
    WAIT,
    /** What it holds is read in a richer form. */
    SKIP
  }

  /** A file, its form, and what is to be done with it. */
  record Chosen(LogFile file, LogFormat format, Turn turn) {}

  /** All files with their forms. A configured form holds for all of them, and all are read. */
  static List<Chosen> of(List<LogFile> files, LogFormatChoice choice) {
    List<Chosen> all = new ArrayList<>();
    for (LogFile file : files) {
      all.add(new Chosen(file, format(file, choice), Turn.READ));
    }
    if (choice == LogFormatChoice.AUTO) {
      List<Chosen> plain = List.copyOf(all);
      all.replaceAll(one -> new Chosen(one.file(), one.format(), turn(one, plain)));
    }
    return all;
  }

  private static LogFormat format(LogFile file, LogFormatChoice choice) {
    return switch (choice) {
      case AUTO -> LogFormat.ofFileName(plainName(file)).orElse(LogFormat.STDERR);
      case STDERR -> LogFormat.STDERR;
      case CSVLOG -> LogFormat.CSVLOG;
      case JSONLOG -> LogFormat.JSONLOG;
    };
  }

  private static Turn turn(Chosen poorer, List<Chosen> all) {
    Turn turn = Turn.READ;
    for (Chosen other : all) {
      if (other.format().compareTo(poorer.format()) > 0
          && other.file().folder().equals(poorer.file().folder())
          && other.file().size() > 0) {
        Turn beside = beside(other.file(), poorer.file());
        turn = beside.compareTo(turn) > 0 ? beside : turn;
      }
    }
    return turn;
  }

  private static Turn beside(LogFile richer, LogFile poorer) {
    long later = poorer.modifiedMillis() - richer.modifiedMillis();
    if (!stem(richer).equals(stem(poorer)) || later > ENDED_MILLIS) {
      return Turn.READ_UNLESS_NEW;
    }
    return later > TOGETHER_MILLIS ? Turn.WAIT : Turn.SKIP;
  }

  private static String plainName(LogFile file) {
    return ROTATED.matcher(file.name()).replaceFirst("");
  }

  /** The name without its ending, but with what says when it was rotated. */
  private static String stem(LogFile file) {
    String plain = plainName(file);
    int dot = plain.lastIndexOf('.');
    return (dot < 0 ? plain : plain.substring(0, dot)) + file.name().substring(plain.length());
  }
}
