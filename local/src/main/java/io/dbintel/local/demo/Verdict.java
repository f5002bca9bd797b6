package io.dbintel.local.demo;

import io.dbintel.schemas.topic.Topic;
import java.util.List;

/**
 * What the check found.
 *
 * @param keys statements compared
 * @param columns counters compared of each
 * @param statementMismatches where baseline + Σ intervals is not the view
 * @param sums totals compared by family, database and metric
 * @param exportMismatches where what the OTLP receiver decoded is not Σ over keys
 * @param flagged intervals that may be less than the truth
 * @param callsInPostgres since the first poll, by the view, nested ones included
 * @param callsExported by the OTLP receiver's bytes, nested ones included
 * @param texts events whose statement's text was published before
 * @param silent topics of signals on which nothing came
 */
record Verdict(
    int keys,
    int columns,
    List<Mismatch> statementMismatches,
    int sums,
    List<Mismatch> exportMismatches,
    long flagged,
    long callsInPostgres,
    long callsExported,
    PublishedTexts.Check texts,
    List<Topic> silent) {

  /** The same with the signals that have sent nothing. */
  Verdict withSilent(List<Topic> newSilent) {
    return new Verdict(
        keys,
        columns,
        statementMismatches,
        sums,
        exportMismatches,
        flagged,
        callsInPostgres,
        callsExported,
        texts,
        newSilent);
  }

  int mismatches() {
    return statementMismatches.size() + exportMismatches.size() + texts.missing().size();
  }

  /** True when something was compared and everything is exactly right. */
  boolean ok() {
    return keys > 0 && callsInPostgres > 0 && sums > 0 && mismatches() == 0 && flagged == 0;
  }
}
