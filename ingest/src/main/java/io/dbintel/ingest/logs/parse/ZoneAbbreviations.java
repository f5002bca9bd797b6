package io.dbintel.ingest.logs.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * What the zone of a log time means. {@code log_timezone} decides where the abbreviation is one of
 * its own, which also tells the two runs of the hour that is repeated in autumn apart; else a table
 * does ({@code zone-abbreviations.yaml}); an unknown abbreviation is taken for that of the zone.
 */
final class ZoneAbbreviations {
  private static final Map<String, List<Integer>> TABLE = table();
  private static final int SECONDS_PER_HOUR = 3600;

  private final ZoneId zone;
  private final String standard;
  private final String summer;

  ZoneAbbreviations(ZoneId zone) {
    this.zone = zone;
    TimeZone named = TimeZone.getTimeZone(zone);
    this.standard = named.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH);
    this.summer = named.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH);
  }

  /**
   * Seconds east of UTC.
   *
   * @param local what the clock on the wall showed, as seconds since 1970 as if it were UTC
   * @param name as printed: an abbreviation, or hours east of UTC as +02 or -03:30
   */
  int offset(long local, String name) {
    char sign = name.charAt(0);
    if (sign == '+' || sign == '-') {
      int size = numeric(name);
      return sign == '-' ? -size : size;
    }
    List<Integer> known = TABLE.getOrDefault(name, List.of());
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    List<ZoneOffset> valid = zone.getRules().getValidOffsets(time);
    for (ZoneOffset offset : valid) {
      if (isOwn(name, time, offset) || (valid.size() == 1 && known.contains(seconds(offset)))) {
        return seconds(offset);
      }
    }
    for (ZoneOffset offset : valid) {
      if (known.contains(seconds(offset))) {
        return seconds(offset);
      }
    }
    return known.isEmpty() ? seconds(zone.getRules().getOffset(time)) : known.get(0);
  }

  /** Whether the zone calls this offset so. */
  private boolean isOwn(String name, LocalDateTime time, ZoneOffset offset) {
    boolean isSummer = zone.getRules().isDaylightSavings(time.toInstant(offset));
    return name.equals(isSummer ? summer : standard);
  }

  private static int seconds(ZoneOffset offset) {
    return offset.getTotalSeconds();
  }

  /** Of {@code +hh}, {@code +hhmm}, {@code +hh:mm} and {@code +hh:mm:ss}. */
  private static int numeric(String name) {
    int[] parts = new int[3];
    int digits = 0;
    for (int i = 1; i < name.length() && digits < 6; i++) {
      if (name.charAt(i) != ':') {
        parts[digits / 2] = parts[digits / 2] * 10 + (name.charAt(i) - '0');
        digits++;
      }
    }
    return parts[0] * SECONDS_PER_HOUR + parts[1] * 60 + parts[2];
  }

  private static Map<String, List<Integer>> table() {
    Map<String, List<Integer>> table = new HashMap<>();
    JsonNode file = DataFiles.read("zone-abbreviations.yaml");
    for (Map.Entry<String, JsonNode> entry : file.properties()) {
      List<Integer> offsets = new ArrayList<>();
      entry.getValue().forEach(hours -> offsets.add((int) (hours.asDouble() * SECONDS_PER_HOUR)));
      table.put(entry.getKey(), offsets);
    }
    return table;
  }
}
