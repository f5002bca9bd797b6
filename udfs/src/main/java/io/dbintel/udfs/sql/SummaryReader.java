package io.dbintel.udfs.sql;

import java.util.List;

/** Reads operations and tables off a shape. */
final class SummaryReader {
  SummaryReader(Shape shape, ShapeWriter writer) {}

  SqlSummary read() {
    return new SqlSummary("", List.of(), "");
  }
}
