package io.dbintel.ingest.logs.parse;

/** Makes parsers. */
public final class LogParsers {
  private LogParsers() {}

  public static LogParser of(LogFormat format, ParseOptions options) {
    return switch (format) {
      case STDERR -> new StderrParser(options);
      case CSVLOG -> new CsvlogParser(options);
      case JSONLOG -> new JsonlogParser(options);
    };
  }
}
