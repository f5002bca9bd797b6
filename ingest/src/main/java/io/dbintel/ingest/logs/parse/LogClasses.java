package io.dbintel.ingest.logs.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what entries are, as {@code log-classes.yaml} has it: SQLSTATE decides first, then the shape
 * of the message. A log in another language than English has only the first and the severity.
 */
public final class LogClasses {
  private static final LogClasses STANDARD = new LogClasses(DataFiles.read("log-classes.yaml"));
  private static final Set<String> ERRORS = Set.of("ERROR", "FATAL", "PANIC");
  private static final Set<String> NO_ERRORS = Set.of("DEBUG", "LOG", "INFO", "NOTICE", "WARNING");

  private final List<LogClass> classes = new ArrayList<>();
  private final Map<String, LogClass> bySqlState = new HashMap<>();
  private final ShapeIndex<LogClass.Message> shapes;
  private final Set<String> lockModes = new HashSet<>();

  private LogClasses(JsonNode file) {
    file.get("lock_modes").forEach(mode -> lockModes.add(mode.asText()));
    List<LogClass.Message> messages = new ArrayList<>();
    for (Map.Entry<String, JsonNode> node : file.get("classes").properties()) {
      LogClass one = new LogClass(node.getKey(), node.getValue(), file.get("reports"));
      classes.add(one);
      messages.addAll(one.messages());
    }
    classes.forEach(one -> one.decidedBy().forEach(state -> decide(state, one)));
    shapes = new ShapeIndex<>(messages, LogClass.Message::shape);
  }

  private void decide(String sqlState, LogClass one) {
    LogClass other = bySqlState.put(sqlState, one);
    if (other != null) {
      throw new IllegalArgumentException(
          "Invalid value %s for decided_by of %s: decides for %s already"
              .formatted(sqlState, one.kind().name(), other.kind().name()));
    }
  }

  /** The classes that come with this program. */
  public static LogClasses standard() {
    return STANDARD;
  }

  /** All kinds there are, those outside of the data file last. */
  public List<EntryKind> kinds() {
    List<EntryKind> kinds = new ArrayList<>();
    classes.forEach(one -> kinds.add(one.kind()));
    kinds.add(EntryKind.ERROR);
    kinds.add(EntryKind.OTHER);
    return List.copyOf(kinds);
  }

  public Classified classify(LogEntryRead entry) {
    LogClass decided = entry.sqlState() == null ? null : bySqlState.get(entry.sqlState());
    boolean readable = entry.message() != null && !MessagePosition.isRaised(entry.context());
    Classified byMessage = readable ? byMessage(entry) : null;
    if (byMessage != null) {
      return byMessage;
    }
    if (decided != null && !isNoError(entry)) {
      return classified(decided, entry, Map.of(), Map.of());
    }
    return new Classified(isError(entry) ? EntryKind.ERROR : EntryKind.OTHER, Map.of());
  }

  boolean isLockMode(String word) {
    return lockModes.contains(word);
  }

  private Classified byMessage(LogEntryRead entry) {
    Classified found = byMessage(entry, shapes.candidates(entry.message()));
    return found != null ? found : byMessage(entry, shapes.others());
  }

  private Classified byMessage(LogEntryRead entry, List<LogClass.Message> candidates) {
    for (LogClass.Message message : candidates) {
      if (message.of().accepts(entry)) {
        Map<String, Object> values = message.shape().match(entry.message(), this);
        if (values != null) {
          return classified(message.of(), entry, message.constants(), values);
        }
      }
    }
    return null;
  }

  private Classified classified(
      LogClass found,
      LogEntryRead entry,
      Map<String, Object> constants,
      Map<String, Object> values) {
    Map<String, Object> fields = new TreeMap<>(constants);
    fields.putAll(values);
    found.readLines(entry, this, fields);
    return new Classified(found.kind(), fields);
  }

  private static boolean isNoError(LogEntryRead entry) {
    return entry.severity() != null && NO_ERRORS.contains(entry.severity());
  }

  /** Of an unknown severity the SQLSTATE tells: 00 is success, 01 a warning, 02 no data. */
  private static boolean isError(LogEntryRead entry) {
    if (entry.severity() != null && ERRORS.contains(entry.severity())) {
      return true;
    }
    return !isNoError(entry)
        && entry.sqlState() != null
        && !entry.sqlState().startsWith("00")
        && !entry.sqlState().startsWith("01")
        && !entry.sqlState().startsWith("02");
  }
}
