package io.dbintel.local.fingerprints;

import java.util.Locale;

/**
 * Constants of every kind that templates name, no two alike, in the same order on every run. Kinds
 * that a server only takes from a short list of values hold no secret.
 */
final class Literals {
  private static final int FIRST = 1_000_003;
  private static final int STEP = 7;

  private int number = FIRST;

  Literal next(String kind, Values values) {
    number += STEP;
    if (values == Values.NULLS && !kind.equals("uniqueint")) {
      return Literal.ordinary("NULL");
    }
    boolean signed = values == Values.SIGNED;
    return switch (kind) {
      case "int" -> Literal.number((signed ? "-" : "") + number, "" + number);
      case "num" -> Literal.number((signed ? "-" : "") + number + ".25", "" + number);
      case "limit" -> Literal.ordinary(signed ? "ALL" : "" + digit());
      default -> unsigned(kind);
    };
  }

  /** A secret for a comment. */
  String remark() {
    number += STEP;
    return "mark" + number;
  }

  private Literal unsigned(String kind) {
    String mark = "mark" + number;
    return switch (kind) {
      case "uniqueint" -> Literal.number("" + number, "" + number);
      case "fraction" -> Literal.ordinary("0." + digit());
      case "small" -> Literal.ordinary("" + digit());
      case "bool" -> Literal.ordinary(number % 2 == 0 ? "true" : "false");
      case "text" -> Literal.quoted(text(mark), mark);
      case "word" -> Literal.quoted(mark, mark);
      case "pattern" -> Literal.quoted("%" + mark + "_", mark);
      case "json" -> Literal.quoted("{\"%s\": %d}".formatted(mark, number), mark);
      case "textarray" -> Literal.quoted("{%s,b}".formatted(mark), mark);
      case "intarray" -> Literal.quoted("{%d,2}".formatted(number), "" + number);
      case "body" -> Literal.quoted("SELECT a + " + number, "" + number);
      case "uuid" -> Literal.quoted("00000000-0000-4000-8000-00000" + number, "" + number);
      default -> time(kind);
    };
  }

  private Literal time(String kind) {
    String day = String.format(Locale.ROOT, "20%02d-%02d", 30 + number % 60, 1 + digit());
    return switch (kind) {
      case "date" -> Literal.quoted(day + "-17", day);
      case "ts" -> Literal.quoted(day + "-17 10:11:12.5", day);
      case "date1" -> Literal.quoted("2001-02-03", "2001-02-03");
      case "date2" -> Literal.quoted("2002-03-04", "2002-03-04");
      case "interval" -> Literal.quoted(number + " seconds", "" + number);
      case "zone" -> Literal.quoted(number % 2 == 0 ? "UTC" : "Europe/Paris", "");
      case "delimiter" -> Literal.quoted(number % 2 == 0 ? ";" : "|", "");
      case "sequence" -> Literal.quoted("events_id_seq", "");
      case "setting" -> Literal.quoted("work_mem", "");
      default -> throw new IllegalArgumentException("No literals of kind " + kind);
    };
  }

  /** Texts that a careless lexer stumbles over, too. */
  private String text(String mark) {
    return switch (number % 4) {
      case 0 -> "it's " + mark;
      case 1 -> mark + " -- not a comment";
      case 2 -> "\u00fc\ud83d\ude42 \"" + mark + "\" /* ";
      default -> mark;
    };
  }

  private int digit() {
    return 1 + number % 9;
  }
}
