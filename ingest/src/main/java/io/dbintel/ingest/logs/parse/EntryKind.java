package io.dbintel.ingest.logs.parse;

/**
 * A class of entries in {@code log-classes.yaml}.
 *
 * @param name in snake_case, such as lock_wait
 * @param keep whether entries of this kind go to {@code raw.logs}
 */
public record EntryKind(String name, boolean keep) {
  /** Of auto_explain: goes to {@code raw.plans}. */
  public static final String PLAN = "plan";

  /** ERROR, FATAL and PANIC of no other kind. */
  public static final EntryKind ERROR = new EntryKind("error", true);

  /** All the rest. */
  public static final EntryKind OTHER = new EntryKind("other", false);
}
