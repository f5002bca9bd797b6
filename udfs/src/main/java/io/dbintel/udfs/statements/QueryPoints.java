package io.dbintel.udfs.statements;

import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.output.QueryMetrics;
import io.dbintel.schemas.output.QueryMetrics.Family;
import io.dbintel.schemas.output.QueryMetrics.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The data points of a finished poll. Top queries and {@code other} of a database add up to the
 * database's total, and the databases to the instance's.
 */
final class QueryPoints {
  private static final String OTHER = "other";
  private static final int SERIES_PER_BATCH = 100;

  /** A database without any statement for so long is taken as gone, and its series end. */
  private static final long FORGET_AFTER_MICROS = Duration.ofDays(7).toNanos() / 1_000;

  private final String instance;
  private final OpenPoll poll;
  private final SeriesLedger ledger;
  private final long time;
  private final List<Measure> measures;
  private final Consumer<MetricBatch> out;

  QueryPoints(
      String instance, OpenPoll poll, SeriesLedger ledger, long time, Consumer<MetricBatch> out) {
    this.instance = instance;
    this.poll = poll;
    this.ledger = ledger;
    this.time = time;
    this.measures = QueryMetrics.measures(poll.counterMask());
    this.out = out;
  }

  void emit() {
    perQuery(QueryMetrics.TOP_QUERY, poll.toplevel());
    perQuery(QueryMetrics.NESTED_QUERY, poll.nested());
    totals();
  }

  private void perQuery(Family family, TopStatements statements) {
    Map<List<String>, TopStatements.Other> tops = new LinkedHashMap<>();
    for (TopStatements.Row row : statements.rows()) {
      List<String> attributes =
          List.of(poll.database(row.dbid()), poll.role(row.userid()), Long.toString(row.queryid()));
      add(tops, attributes, row.start(), row.deltas());
    }
    List<Series> series = moved(family, tops);
    series.addAll(ledger.endAllBut(family, tops.keySet()));
    send(family, "", series);
    Family rest = rest(family);
    Map<List<String>, TopStatements.Other> others = new LinkedHashMap<>();
    statements
        .others()
        .forEach(
            (dbid, other) ->
                add(
                    others,
                    Arrays.asList(poll.database(dbid), null, OTHER),
                    other.start(),
                    other.deltas()));
    send(family, "-other", kept(rest, others));
  }

  /** {@code other} is kept apart in the ledger: it never leaves with the top queries. */
  private static Family rest(Family family) {
    return new Family(
        family.name() + "_other", family.prefix(), family.attributes(), family.description());
  }

  private void totals() {
    Map<List<String>, TopStatements.Other> databases = new TreeMap<>(QueryPoints::compareFirst);
    for (TopStatements.Row row : poll.toplevel().rows()) {
      add(databases, List.of(poll.database(row.dbid())), row.start(), row.deltas());
    }
    poll.toplevel()
        .others()
        .forEach(
            (dbid, other) ->
                add(databases, List.of(poll.database(dbid)), other.start(), other.deltas()));
    Map<List<String>, TopStatements.Other> instances = new LinkedHashMap<>();
    databases.values().forEach(total -> add(instances, List.of(), total.start(), total.deltas()));
    send(QueryMetrics.DATABASE, "", kept(QueryMetrics.DATABASE, databases));
    send(QueryMetrics.INSTANCE, "", kept(QueryMetrics.INSTANCE, instances));
  }

  /** Points of series that stay while their database lives, moved or not. */
  private List<Series> kept(Family family, Map<List<String>, TopStatements.Other> moved) {
    List<Series> series = moved(family, moved);
    series.addAll(ledger.endIdleSince(family, time - FORGET_AFTER_MICROS));
    series.addAll(ledger.idle(family, moved.keySet(), time, measures));
    return series;
  }

  private List<Series> moved(Family family, Map<List<String>, TopStatements.Other> moved) {
    List<Series> series = new ArrayList<>();
    moved.forEach(
        (attributes, sums) ->
            series.add(
                ledger.add(family, attributes, sums.deltas(), sums.start(), time, measures)));
    return series;
  }

  /** Oids of one name are one series: a database can be called like the oid of a dropped one. */
  private static void add(
      Map<List<String>, TopStatements.Other> sums,
      List<String> attributes,
      long start,
      CounterSums deltas) {
    TopStatements.Other sum = sums.get(attributes);
    if (sum == null || start < sum.start()) {
      sum = new TopStatements.Other(start, sum == null ? new CounterSums() : sum.deltas());
      sums.put(attributes, sum);
    }
    sum.deltas().add(deltas);
  }

  private static int compareFirst(List<String> left, List<String> right) {
    return left.get(0).compareTo(right.get(0));
  }

  private void send(Family family, String part, List<Series> series) {
    List<String> names = measures.stream().map(family::metricName).toList();
    for (int first = 0; first < series.size(); first += SERIES_PER_BATCH) {
      List<Series> some = series.subList(first, Math.min(series.size(), first + SERIES_PER_BATCH));
      String id =
          String.join(
              ":",
              "metrics",
              instance,
              Long.toString(poll.position().collectorStart()),
              Long.toString(poll.position().number()),
              family.name() + part,
              Integer.toString(first / SERIES_PER_BATCH));
      out.accept(
          new MetricBatch(
              id, instance, poll.server(), time, family.name(), names, family.attributes(), some));
    }
  }
}
