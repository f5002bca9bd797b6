package io.dbintel.udfs.statements.testing;

import io.dbintel.udfs.statements.TopQueryGate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** State of texts and of waiting polls, in memory and always as bytes. */
public final class TextMemory implements TopQueryGate.Store {
  private final Map<String, byte[]> texts = new TreeMap<>();
  private final Map<Long, byte[]> records = new TreeMap<>();
  private final Map<Long, byte[]> polls = new TreeMap<>();
  private byte[] progress;
  private byte[] waiting;
  private int reads;

  @Override
  public byte[] textProgress() {
    return progress;
  }

  @Override
  public void putTextProgress(byte[] newProgress) {
    progress = newProgress;
  }

  @Override
  public byte[] texts(String key) {
    reads++;
    return texts.get(key);
  }

  @Override
  public void putTexts(String key, byte[] newTexts) {
    texts.put(key, newTexts);
  }

  @Override
  public void removeTexts(String key) {
    texts.remove(key);
  }

  @Override
  public byte[] textRecord(long ordinal) {
    return records.get(ordinal);
  }

  @Override
  public void putTextRecord(long ordinal, byte[] record) {
    records.put(ordinal, record);
  }

  @Override
  public void removeTextRecord(long ordinal) {
    records.remove(ordinal);
  }

  @Override
  public byte[] waiting() {
    return waiting;
  }

  @Override
  public void putWaiting(byte[] newWaiting) {
    waiting = newWaiting;
  }

  @Override
  public byte[] waitingPoll(long number) {
    return polls.get(number);
  }

  @Override
  public void putWaitingPoll(long number, byte[] poll) {
    polls.put(number, poll);
  }

  @Override
  public void removeWaitingPoll(long number) {
    polls.remove(number);
  }

  /** Keys that have texts. */
  public int keys() {
    return texts.size();
  }

  /** Records that are kept. */
  public int records() {
    return records.size();
  }

  /** Polls that wait. */
  public int polls() {
    return polls.size();
  }

  /** How often the texts of a key were read. */
  public int reads() {
    return reads;
  }

  /** All that is stored, as text of one byte a character. */
  public String dump() {
    return Stream.of(texts, records, polls)
        .flatMap(map -> map.values().stream())
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining());
  }
}
