package io.dbintel.local.scrub;

import io.dbintel.udfs.scrub.ScrubKind;
import io.dbintel.udfs.scrub.ScrubOptions;
import io.dbintel.udfs.scrub.Scrubbed;
import io.dbintel.udfs.scrub.Scrubber;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Lines in, as many lines out, in order. */
public final class ScrubStream {
  /** Bytes of a line: a text as long as allowed, most of it escaped. */
  static final int LONGEST_LINE = 64 << 20;

  private static final int OUTPUT_BUFFER = 1 << 16;

  private final Supplier<TextScrubbing> scrubbers;
  private final LineParser parser = new LineParser();
  private TextScrubbing scrubber;
  private long lines;
  private long bad;

  /**
   * @throws IllegalArgumentException naming the rule that is wrong or lacks its key
   */
  public ScrubStream(ScrubOptions options) {
    this(() -> new Scrubber(options)::scrub);
  }

  ScrubStream(Supplier<TextScrubbing> scrubbers) {
    this.scrubbers = scrubbers;
    this.scrubber = scrubbers.get();
  }

  /** {@link Scrubber#scrub(ScrubKind, String, String)}, so that a test can let it fail. */
  interface TextScrubbing {
    Scrubbed scrub(ScrubKind kind, String field, String text);
  }

  /**
   * Answers every line, and returns when the input has ended and the last answer has been written.
   *
   * @throws IOException when the input cannot be read or the output not be written
   */
  public void run(InputStream in, OutputStream out) throws IOException {
    AnswerWriter answers = new AnswerWriter(new BufferedOutputStream(out, OUTPUT_BUFFER));
    LineReader reader = new LineReader(in, answers, LONGEST_LINE);
    while (reader.next()) {
      lines++;
      InputLine line =
          reader.tooLong()
              ? InputLine.unreadable(
                  null, "the line is too long: must have at most " + LONGEST_LINE + " bytes")
              : parser.parse(reader.bytes(), reader.length());
      answer(line, answers);
    }
    answers.flush();
  }

  /** Lines read so far. */
  public long lines() {
    return lines;
  }

  /** Those of them that were answered with an error. */
  public long bad() {
    return bad;
  }

  private void answer(InputLine line, AnswerWriter answers) throws IOException {
    if (!line.problems().isEmpty()) {
      bad++;
      answers.error(line.id(), String.join("; ", line.problems()));
      return;
    }
    Scrubbed scrubbed = scrub(line);
    if (scrubbed == null) {
      bad++;
      answers.error(line.id(), "text of kind %s could not be scrubbed".formatted(line.kind().id()));
    } else {
      answers.answer(line.id(), scrubbed);
    }
  }

  /**
   * A scrubber does not fail, but should it, or should memory be short, only this text is lost:
   * what failed is not shown, because its message may hold the text, and the next line gets a new
   * one.
   */
  private Scrubbed scrub(InputLine line) {
    try {
      return scrubber.scrub(line.kind(), line.field(), line.text());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      scrubber = scrubbers.get();
      return null;
    }
  }
}
