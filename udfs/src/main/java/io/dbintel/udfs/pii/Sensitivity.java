package io.dbintel.udfs.pii;

/** How much evidence a detector asks for. */
public enum Sensitivity {
  /** Only forms that hardly anything else has. */
  LENIENT,
  /** Forms with separators, checksums or a telling word nearby. */
  STANDARD,
  /** Also bare digit runs and national forms; false positives are accepted. */
  STRICT
}
