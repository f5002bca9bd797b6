package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.schemas.topic.Topic;

/**
 * Records that are lost.
 *
 * @param topic {@link #UNREADABLE} when nobody can tell any more
 */
record Loss(Topic topic, LossReason reason, long records) {
  /** Nothing that is collected goes to this topic, so that losses are not taken for its own. */
  static final Topic UNREADABLE = Topic.DEADLETTER;
}
