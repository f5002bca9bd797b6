package io.dbintel.local.cli;

import io.dbintel.ingest.logs.parse.LogFormat;
import io.dbintel.ingest.logs.parse.ParseCounts;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.local.logs.LogStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logs}: a PostgreSQL log in, lines of JSON out. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads a PostgreSQL log and writes a line of JSON for each entry, in order:",
      "  {\"kind\": \"event\", \"class\": \"lock_wait\", \"message\": \"...\", \"fields\": {...},"
          + " ...}",
      "  {\"kind\": \"plan\", \"format\": \"json\", \"duration_ms\": 12.5, \"plan\": \"...\", ...}",
      "What cannot be read is counted on standard error. The status is 1 when nothing can.",
      "Nothing is scrubbed: the lines hold what the server logged."
    })
final class LogsCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      defaultValue = STANDARD_INPUT,
      paramLabel = "FILE",
      description = "The log; - for standard input (default: ${DEFAULT-VALUE}).")
  private String file;

  @Option(
      names = "--format",
      paramLabel = "stderr|csvlog|jsonlog",
      description = "What the log is written in (default: by the ending of FILE).")
  private String format;

  @Option(
      names = "--prefix",
      defaultValue = ParseOptions.DEFAULT_PREFIX,
      paramLabel = "TEXT",
      description = "log_line_prefix of a log in stderr (default: '${DEFAULT-VALUE}').")
  private String prefix;

  @Option(
      names = "--zone",
      defaultValue = "UTC",
      paramLabel = "ZONE",
      description = "log_timezone, for abbreviations such as CST (default: ${DEFAULT-VALUE}).")
  private String zone;

  @Option(
      names = "--charset",
      defaultValue = "UTF-8",
      paramLabel = "NAME",
      description = "Encoding of the log (default: ${DEFAULT-VALUE}).")
  private String charset;

  private final InputStream in;
  private final OutputStream out;

  LogsCommand() {
    this(System.in, new FileOutputStream(FileDescriptor.out));
  }

  LogsCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() {
    LogStream stream = new LogStream(logFormat(), options());
    PrintWriter messages = command.commandLine().getErr();
    try (InputStream source = open()) {
      stream.run(source, out);
    } catch (IOException failure) {
      if (!isClosedPipe(failure)) {
        messages.printf("Stopped at byte %d: %s%n", stream.bytes(), failure.getMessage());
      }
      return FAILED;
    }
    ParseCounts counts = stream.counts();
    messages.printf(
        "%d entries, %d of them plans; %d cut; %d unreadable, %d shredded lines%n",
        counts.entries(),
        stream.plans(),
        counts.truncated(),
        counts.unreadable(),
        counts.shredded());
    return counts.entries() == 0 && stream.bytes() > 0 ? FAILED : DONE;
  }

  private InputStream open() throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return in;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw invalid("FILE", file, "there is no such file that can be read");
    }
    return Files.newInputStream(path);
  }

  private LogFormat logFormat() {
    if (format == null) {
      return LogFormat.ofFileName(file).orElse(LogFormat.STDERR);
    }
    return LogFormat.ofName(format)
        .orElseThrow(() -> invalid("--format", format, "must be stderr, csvlog or jsonlog"));
  }

  private ParseOptions options() {
    try {
      return ParseOptions.defaults()
          .withPrefix(prefix)
          .withZone(ZoneId.of(zone))
          .withCharset(Charset.forName(charset));
    } catch (DateTimeException unknown) {
      throw invalid("--zone", zone, "must be a time zone, such as Europe/Berlin");
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw invalid("--charset", charset, "must be an encoding, such as ISO-8859-1");
    }
  }

  private ParameterException invalid(String option, String value, String rule) {
    return new ParameterException(
        command.commandLine(), "Invalid value %s for %s: %s".formatted(value, option, rule));
  }

  /** Whoever read the lines has enough of them, as head has: nothing to report. */
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }
}
