package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.schemas.deadletter.DeadLetter;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint keeps of a writer, or of one of its lanes.
 *
 * @param accepted signals the destination has ever accepted something of; in every piece, so that
 *     each subtask of a rescaled job knows
 * @param entries not yet acknowledged, in the order to send them
 * @param deadLetters not yet stored
 */
public record OtlpWriterState(
    Set<Signal> accepted, List<OtlpEntry> entries, List<DeadLetter> deadLetters) {
  public OtlpWriterState {
    accepted = Set.copyOf(accepted);
    entries = List.copyOf(entries);
    deadLetters = List.copyOf(deadLetters);
  }
}
