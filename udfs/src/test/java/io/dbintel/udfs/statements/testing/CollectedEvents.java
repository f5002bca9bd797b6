package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.EventBatch.Event;
import io.dbintel.udfs.statements.TopQueries;
import io.dbintel.udfs.statements.TopQueryGate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Events that left a gate, and what was counted. */
public final class CollectedEvents implements TopQueryGate.Output {
  private static final RecordCodec<EventBatch> EVENTS = new RecordCodec<>(EventBatch.class);

  private final List<EventBatch> batches = new ArrayList<>();
  private int waited;
  private int leftEarly;
  private int withText;

  @Override
  public void events(TopQueries poll, EventBatch batch) {
    batches.add(batch);
  }

  @Override
  public void event(boolean hasText) {
    withText += hasText ? 1 : 0;
  }

  @Override
  public void waits() {
    waited++;
  }

  @Override
  public void leftEarly(Reason reason) {
    leftEarly++;
  }

  public List<EventBatch> batches() {
    return batches;
  }

  public List<Event> events() {
    return batches.stream().flatMap(batch -> batch.events().stream()).toList();
  }

  /** One attribute of each event, null where it has none. */
  public List<Object> values(String attribute) {
    List<Object> values = new ArrayList<>();
    events().forEach(event -> values.add(event.attributes().get(attribute)));
    return values;
  }

  /** Records as they would be written, in order. */
  public List<String> records() {
    return batches.stream()
        .map(batch -> new String(EVENTS.encode(batch), StandardCharsets.UTF_8))
        .toList();
  }

  /** Polls that had to wait for texts. */
  public int waited() {
    return waited;
  }

  /** Polls that left before their texts were seen. */
  public int leftEarly() {
    return leftEarly;
  }

  /** Events that left with a text. */
  public int withText() {
    return withText;
  }
}
