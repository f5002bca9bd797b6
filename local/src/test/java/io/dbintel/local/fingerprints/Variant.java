package io.dbintel.local.fingerprints;

/** The ways in which every template runs: never the same literals twice. */
enum Variant {
  PLAIN(false, false, Layout.SPACES, Values.ORDINARY, false, 3),
  TIGHT(false, false, Layout.TIGHT, Values.ORDINARY, false, 5),
  NEWLINES(false, false, Layout.NEWLINES, Values.ORDINARY, false, 1),
  COMMENTS(false, false, Layout.COMMENTS, Values.ORDINARY, false, 2),
  UPPER_CASE(false, false, Layout.SPACES, Values.ORDINARY, true, 3),
  SIGNED(false, false, Layout.SPACES, Values.SIGNED, false, 3),
  NULLS(false, false, Layout.SPACES, Values.NULLS, false, 4),
  EXTENDED(true, false, Layout.SPACES, Values.ORDINARY, false, 3),
  BOUND(true, true, Layout.TIGHT, Values.ORDINARY, false, 3),
  BOUND_NAMED(true, true, Layout.COMMENTS, Values.ORDINARY, true, 7);

  /** Whether the extended protocol carries it. */
  final boolean extended;

  /** Whether parameters fill the holes that allow it. */
  final boolean bound;

  final Layout layout;
  final Values values;
  final boolean upperCase;
  final int listLength;

  Variant(
      boolean extended,
      boolean bound,
      Layout layout,
      Values values,
      boolean upperCase,
      int listLength) {
    this.extended = extended;
    this.bound = bound;
    this.layout = layout;
    this.values = values;
    this.upperCase = upperCase;
    this.listLength = listLength;
  }
}
