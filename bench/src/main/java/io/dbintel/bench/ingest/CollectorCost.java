package io.dbintel.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/**
 * What the collector itself needs.
 *
 * @param residentMegabytes at the end
 * @param cores CPU seconds per second
 */
record CollectorCost(long residentMegabytes, long peakMegabytes, double cores) {
  void print(PrintStream out, int targets) {
    out.printf(
        "collector with %d targets, all signals: %d MB resident (peak %d, aim: below 300), %.2f"
            + " cores%n",
        targets, residentMegabytes, peakMegabytes, cores);
  }

  void addTo(ObjectNode json) {
    json.put("collector_rss_mb", residentMegabytes);
    json.put("collector_peak_rss_mb", peakMegabytes);
    json.put("collector_cores", ServerCost.round(cores));
  }
}
