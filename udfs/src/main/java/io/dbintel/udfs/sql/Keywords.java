package io.dbintel.udfs.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** PostgreSQL's keywords and what the normal form must know of them: {@code keywords.txt}. */
final class Keywords {
  static final short NONE = -1;

  static final byte RESERVED = 1;
  static final byte VALUE = 2;
  static final byte OPERAND_FOLLOWS = 4;
  static final byte SPACE_BEFORE_PARENTHESIS = 8;
  static final byte NEVER_LAST = 16;
  static final byte PART_OF_TYPE = 32;
  static final byte MAYBE_CONSTANT = 64;

  private static final int TABLE_BITS = 11;
  private static final int TABLE = 1 << TABLE_BITS;
  private static final String[] WORDS;
  private static final byte[] TRAITS;

  /** What changes nothing in a fingerprint, or makes another word do so. */
  private static final Set<String> MAYBE_SILENT = Set.of("asc", "join");

  /** What the token of a word is that is no keyword, and by number of those that are. */
  private static final int NAME = token(NONE, true);

  private static final int[] TOKENS;
  private static final short[] SLOTS = new short[TABLE];
  private static final long[] HASHES = new long[TABLE];

  static {
    List<String> lines = read();
    WORDS = new String[lines.size()];
    TRAITS = new byte[lines.size()];
    TOKENS = new int[lines.size()];
    Arrays.fill(SLOTS, NONE);
    for (short id = 0; id < WORDS.length; id++) {
      String[] parts = lines.get(id).split(" ");
      WORDS[id] = parts[0];
      TRAITS[id] = traits(parts[1], parts.length > 2 ? parts[2] : "");
      boolean ordinary = !has(id, MAYBE_CONSTANT) && !MAYBE_SILENT.contains(parts[0]);
      TOKENS[id] = token(id, ordinary);
      long hash = Hashes.text(parts[0]);
      int slot = slot(hash);
      while (SLOTS[slot] != NONE) {
        slot = (slot + 1) & (TABLE - 1);
      }
      SLOTS[slot] = id;
      HASHES[slot] = hash;
    }
  }

  private Keywords() {}

  /** The keyword's number, for comparison with others. */
  static short id(String word) {
    short id = find(Hashes.text(word));
    if (id == NONE) {
      throw new IllegalArgumentException("Not a keyword of PostgreSQL: " + word);
    }
    return id;
  }

  /**
   * @param hash {@link Hashes#word} of a word
   * @return the keyword's number, or {@link #NONE}
   */
  static short find(long hash) {
    int slot = slot(hash);
    while (SLOTS[slot] != NONE) {
      if (HASHES[slot] == hash) {
        return SLOTS[slot];
      }
      slot = (slot + 1) & (TABLE - 1);
    }
    return NONE;
  }

  /** What the token of a word is, as {@link Tokens} has it. */
  static int token(long hash) {
    short keyword = find(hash);
    return keyword == NONE ? NAME : TOKENS[keyword];
  }

  private static int token(short keyword, boolean ordinary) {
    int what = Tokens.what(TokenKind.WORD, Tokens.KEEP, 0, keyword);
    return ordinary ? what | Tokens.ORDINARY : what;
  }

  static boolean has(short keyword, byte trait) {
    return keyword >= 0 && (TRAITS[keyword] & trait) != 0;
  }

  static String word(short keyword) {
    return WORDS[keyword];
  }

  private static int slot(long hash) {
    return (int) (hash >>> (Long.SIZE - TABLE_BITS));
  }

  private static byte traits(String category, String letters) {
    int traits = category.equals("R") ? RESERVED : 0;
    for (int i = 0; i < letters.length(); i++) {
      traits |=
          switch (letters.charAt(i)) {
            case 'v' -> VALUE;
            case 'o' -> OPERAND_FOLLOWS;
            case 's' -> SPACE_BEFORE_PARENTHESIS;
            case 'i' -> NEVER_LAST;
            case 't' -> PART_OF_TYPE;
            case 'c' -> MAYBE_CONSTANT;
            default -> throw new IllegalStateException("Unknown traits of a keyword: " + letters);
          };
    }
    return (byte) traits;
  }

  private static List<String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Keywords.class.getResourceAsStream("keywords.txt"), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read keywords.txt", failure);
    }
  }
}
