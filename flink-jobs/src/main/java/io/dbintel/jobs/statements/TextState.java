package io.dbintel.jobs.statements;

import io.dbintel.udfs.statements.TopQueryGate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Keyed state of texts and of polls that wait for them, of the current key. Texts are scrubbed
 * before they come here.
 */
final class TextState implements TopQueryGate.Store {
  private static final String WAITING = "waiting";

  private final MapState<String, byte[]> texts;
  private final MapState<Long, byte[]> records;
  private final MapState<Long, byte[]> polls;
  private final ValueState<byte[]> progress;
  private final ValueState<byte[]> waiting;

  TextState(RuntimeContext context) {
    PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    texts = context.getMapState(new MapStateDescriptor<>("texts", Types.STRING, bytes));
    records = context.getMapState(new MapStateDescriptor<>("text-records", Types.LONG, bytes));
    polls = context.getMapState(new MapStateDescriptor<>("waiting-polls", Types.LONG, bytes));
    progress = context.getState(new ValueStateDescriptor<>("text-progress", bytes));
    waiting = context.getState(new ValueStateDescriptor<>(WAITING, bytes));
  }

  /** Every instance of this subtask that has had polls waiting, in order. */
  List<String> instancesThatWait(KeyedStateBackend<String> backend) {
    try (Stream<String> keys = backend.getKeys(WAITING, VoidNamespace.INSTANCE)) {
      return keys.sorted().toList();
    }
  }

  @Override
  public byte[] textProgress() {
    return State.get(progress::value);
  }

  @Override
  public void putTextProgress(byte[] bytes) {
    State.run(() -> progress.update(bytes));
  }

  @Override
  public byte[] texts(String key) {
    return State.get(() -> texts.get(key));
  }

  @Override
  public void putTexts(String key, byte[] bytes) {
    State.run(() -> texts.put(key, bytes));
  }

  @Override
  public void removeTexts(String key) {
    State.run(() -> texts.remove(key));
  }

  @Override
  public byte[] textRecord(long ordinal) {
    return State.get(() -> records.get(ordinal));
  }

  @Override
  public void putTextRecord(long ordinal, byte[] bytes) {
    State.run(() -> records.put(ordinal, bytes));
  }

  @Override
  public void removeTextRecord(long ordinal) {
    State.run(() -> records.remove(ordinal));
  }

  @Override
  public byte[] waiting() {
    return State.get(waiting::value);
  }

  @Override
  public void putWaiting(byte[] bytes) {
    State.run(() -> waiting.update(bytes));
  }

  @Override
  public byte[] waitingPoll(long number) {
    return State.get(() -> polls.get(number));
  }

  @Override
  public void putWaitingPoll(long number, byte[] bytes) {
    State.run(() -> polls.put(number, bytes));
  }

  @Override
  public void removeWaitingPoll(long number) {
    State.run(() -> polls.remove(number));
  }
}
