package io.dbintel.udfs.sql;

/**
 * Tells placeholders from PostgreSQL's operators with a question mark in them: {@code a=?} is an
 * operator {@code =?} to its scanner, but was a comparison with a placeholder to its author.
 */
final class Questions {
  private Questions() {}

  /**
   * Position of the first question mark in an operator that is a placeholder, or -1.
   *
   * @param infix whether an operand stands before the operator
   */
  static int placeholderIn(char[] text, int from, int to, boolean infix) {
    int question = from;
    while (question < to && text[question] != '?') {
      question++;
    }
    if (question == to) {
      return -1;
    }
    if (to - from == 1) {
      return from;
    }
    if (question == from) {
      return infix ? -1 : from;
    }
    boolean jsonPath = question == from + 1 && text[from] == '@';
    if (question == to - 1) {
      return jsonPath ? -1 : question;
    }
    return arithmetic(text, from, question) ? question : -1;
  }

  private static boolean arithmetic(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if ("=<>!+-*/|%".indexOf(text[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
