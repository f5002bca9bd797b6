/** Speed of scrubbing, by JMH, as ratios to peers in the same run. */
package io.dbintel.bench.scrub;
