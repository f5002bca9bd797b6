package io.dbintel.udfs.scrub;

import java.util.Locale;
import java.util.Optional;

/** What a text is, and so which scrubber reads it. */
public enum ScrubKind {
  /** Statements of PostgreSQL, one or several. */
  SQL,
  /** Output of EXPLAIN or auto_explain in any format. */
  PLAN,
  /** Log entries: a bare message, stderr lines, csvlog or jsonlog. */
  LOG,
  /** Anything else, such as an application name. */
  TEXT;

  /** The word for it in input lines: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this id; empty when there is none. */
  public static Optional<ScrubKind> of(String id) {
    for (ScrubKind kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
