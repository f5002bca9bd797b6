package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that differ in a few characters have different hashes, wherever these stand. */
class HashesTest {
  private static final String NAME = "abcdefghijklmnopqrstuvwx";
  private static final char[] CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_".toCharArray();
  private static final char[] DIGITS = "0123456789".toCharArray();

  @Test
  void twoCharactersDoNotUndoEachOther() {
    for (int one = 0; one < NAME.length(); one++) {
      for (int other = one + 1; other < NAME.length(); other++) {
        char[] name = NAME.toCharArray();
        Set<Long> hashes = new HashSet<>();
        for (char first : CHARACTERS) {
          for (char second : CHARACTERS) {
            name[one] = first;
            name[other] = second;
            hashes.add(Hashes.word(name, 0, name.length));
          }
        }
        int names = CHARACTERS.length * CHARACTERS.length;
        assertThat(hashes).as("%d and %d", one, other).hasSize(names);
      }
    }
  }

  @Test
  void threeDigitsDoNotUndoEachOther() {
    for (int one = 0; one < NAME.length(); one++) {
      for (int two = one + 1; two < NAME.length(); two++) {
        for (int three = two + 1; three < NAME.length(); three++) {
          assertThat(hashesOfDigitsAt(one, two, three))
              .as("%d, %d and %d", one, two, three)
              .isEqualTo(1_000);
        }
      }
    }
  }

  @Test
  void allCharactersOfTwoLanesCount() {
    Set<Long> hashes = new HashSet<>();
    int names = 0;
    for (int digits = 0; digits < 100_000; digits++) {
      String five = String.format("%05d", digits);
      String name = "abcd" + five + "xyz" + five.charAt(0) + five.charAt(4);
      hashes.add(Hashes.text(name));
      names++;
    }
    assertThat(hashes).hasSize(names);
  }

  @Test
  void caseIsFoldedInWordsOnly() {
    assertThat(Hashes.text("Table_1$")).isEqualTo(Hashes.text("tABLE_1$"));
    assertThat(exact("Table_1")).isNotEqualTo(exact("table_1"));
    assertThat(exact("table_1")).isEqualTo(Hashes.text("table_1"));
    assertThat(exact("a_")).isNotEqualTo(exact("a\u007f"));
    assertThat(exact("\u00e9")).isNotEqualTo(exact("\u0129"));
  }

  private static long exact(String name) {
    return Hashes.exact(name.toCharArray(), 0, name.length());
  }

  private static int hashesOfDigitsAt(int one, int two, int three) {
    char[] name = NAME.toCharArray();
    Set<Long> hashes = new HashSet<>();
    for (char first : DIGITS) {
      for (char second : DIGITS) {
        for (char third : DIGITS) {
          name[one] = first;
          name[two] = second;
          name[three] = third;
          hashes.add(Hashes.word(name, 0, name.length));
        }
      }
    }
    return hashes.size();
  }
}
