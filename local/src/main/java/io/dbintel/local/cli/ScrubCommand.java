package io.dbintel.local.cli;

import io.dbintel.local.scrub.ScrubStream;
import io.dbintel.udfs.scrub.ScrubOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scrub}: lines of JSON on standard input, what may leave of each on standard output. */
@Command(
    name = "scrub",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what would leave. Reads lines of JSON from standard input,",
      "  {\"id\": 1, \"kind\": \"sql|plan|log|text\", \"text\": \"...\"}",
      "and writes one line for each to standard output, in order,",
      "  {\"id\", \"text\", \"fingerprint\", \"summary\", \"truncated\", \"detections\"}",
      "or {\"id\", \"error\"} for a line that cannot be read; then the exit status is 1.",
      "A text may name its \"field\", for rules that apply to some fields only."
    })
final class ScrubCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  @Spec private CommandSpec command;
  @Mixin private ScrubArguments arguments;

  private final InputStream in;
  private final OutputStream out;
  private final Map<String, String> environment;

  ScrubCommand() {
    this(System.in, new FileOutputStream(FileDescriptor.out), System.getenv());
  }

  ScrubCommand(InputStream in, OutputStream out, Map<String, String> environment) {
    this.in = in;
    this.out = out;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    ScrubStream stream = stream();
    PrintWriter messages = command.commandLine().getErr();
    try {
      stream.run(in, out);
    } catch (IOException failure) {
      if (!isClosedPipe(failure)) {
        messages.printf("Stopped at line %d: %s%n", stream.lines(), failure.getMessage());
      }
      return FAILED;
    }
    if (stream.bad() > 0) {
      messages.printf("%d of %d lines were answered with an error%n", stream.bad(), stream.lines());
      return FAILED;
    }
    return DONE;
  }

  /** Whoever read the answers has enough of them, as head has: nothing to report. */
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  private ScrubStream stream() {
    try {
      ScrubOptions options = arguments.options(environment);
      return new ScrubStream(options);
    } catch (IllegalArgumentException rule) {
      throw new ParameterException(command.commandLine(), rule.getMessage(), rule);
    }
  }
}
