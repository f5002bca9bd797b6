package io.dbintel.schemas.statements;

import java.util.Arrays;
import java.util.List;

/** Columns of the view as each major's documentation lists them, in view order. */
enum PgStatStatements {
  PG13(
      "1.8",
      """
      userid dbid queryid query plans total_plan_time min_plan_time max_plan_time mean_plan_time
      stddev_plan_time calls total_exec_time min_exec_time max_exec_time mean_exec_time
      stddev_exec_time rows shared_blks_hit shared_blks_read shared_blks_dirtied
      shared_blks_written local_blks_hit local_blks_read local_blks_dirtied local_blks_written
      temp_blks_read temp_blks_written blk_read_time blk_write_time wal_records wal_fpi wal_bytes
      """),
  PG14("1.9", PG13.text.replace("dbid", "dbid toplevel")),
  PG15(
      "1.10",
      PG14.text.replace(
          "wal_records wal_fpi wal_bytes",
          """
          temp_blk_read_time temp_blk_write_time wal_records wal_fpi wal_bytes jit_functions
          jit_generation_time jit_inlining_count jit_inlining_time jit_optimization_count
          jit_optimization_time jit_emission_count jit_emission_time
          """)),
  PG16("1.10", PG15.text),
  PG17(
      "1.11",
      PG16.text.replace(
              " blk_read_time blk_write_time",
              """
               shared_blk_read_time shared_blk_write_time local_blk_read_time local_blk_write_time
              """)
          + " jit_deform_count jit_deform_time stats_since minmax_stats_since"),
  PG18(
      "1.12",
      PG17.text
          .replace("wal_bytes", "wal_bytes wal_buffers_full")
          .replace(
              "jit_deform_time",
              "jit_deform_time parallel_workers_to_launch parallel_workers_launched"));

  private final String extensionVersion;
  private final String text;

  PgStatStatements(String extensionVersion, String text) {
    this.extensionVersion = extensionVersion;
    this.text = text;
  }

  static PgStatStatements ofMajor(int major) {
    return valueOf("PG" + major);
  }

  String extensionVersion() {
    return extensionVersion;
  }

  List<String> columns() {
    return Arrays.asList(text.strip().split("\\s+", -1));
  }
}
