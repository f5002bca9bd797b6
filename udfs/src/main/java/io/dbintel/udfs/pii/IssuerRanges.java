package io.dbintel.udfs.pii;

/**
 * Leading digits of payment cards by scheme, with the lengths in use (ISO/IEC 7812 and the schemes'
 * published ranges). First match wins.
 */
final class IssuerRanges {
  /** From and to (inclusive, six digits), shortest and longest number. */
  private static final int[][] RANGES = {
    {222100, 272099, 16, 16}, // Mastercard
    {220000, 220499, 16, 19}, // Mir
    {213100, 213199, 15, 15}, // JCB, old
    {180000, 180099, 15, 15}, // JCB, old
    {300000, 305999, 14, 19}, // Diners Club
    {309500, 309599, 14, 19}, // Diners Club
    {340000, 349999, 15, 15}, // American Express
    {352800, 358999, 16, 19}, // JCB
    {360000, 369999, 14, 19}, // Diners Club
    {370000, 379999, 15, 15}, // American Express
    {380000, 399999, 14, 19}, // Diners Club
    {400000, 499999, 13, 13}, // Visa
    {400000, 499999, 16, 16}, // Visa
    {400000, 499999, 19, 19}, // Visa
    {510000, 559999, 16, 16}, // Mastercard
    {500000, 509999, 12, 19}, // Maestro
    {560000, 589999, 12, 19}, // Maestro
    {601100, 601199, 16, 19}, // Discover
    {620000, 629999, 16, 19}, // UnionPay
    {644000, 659999, 16, 19}, // Discover
    {810000, 817199, 16, 19}, // UnionPay
    {600000, 699999, 12, 19}, // Maestro
  };

  private IssuerRanges() {}

  /** Whether a number of this length may start with these six digits. */
  static boolean issued(int firstSix, int length) {
    for (int[] range : RANGES) {
      if (firstSix >= range[0]
          && firstSix <= range[1]
          && length >= range[2]
          && length <= range[3]) {
        return true;
      }
    }
    return false;
  }
}
