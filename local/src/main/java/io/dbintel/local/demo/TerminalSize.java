package io.dbintel.local.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of the terminal that standard output is. */
public record TerminalSize(int columns, int rows) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
  private static final int LEAST_COLUMNS = 40;
  private static final int LEAST_ROWS = 12;

  /** Reads {@code 120x40}; empty for anything else, and for a terminal too small to draw on. */
  public static Optional<TerminalSize> parse(String text) {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    return matcher.matches()
        ? Optional.of(
                new TerminalSize(
                    Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
            .filter(size -> size.columns() >= LEAST_COLUMNS && size.rows() >= LEAST_ROWS)
        : Optional.empty();
  }
}
