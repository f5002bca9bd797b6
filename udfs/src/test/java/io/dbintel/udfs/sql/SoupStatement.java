package io.dbintel.udfs.sql;

import java.util.List;

/**
 * A generated text and what the generator knows of it. Its secrets are the characters of {@link
 * SecretAlphabet}.
 *
 * @param keptWords names and keywords that a scrubber should keep, lower case
 * @param sureWords those of them that it must keep: they stand before anything odd
 */
record SoupStatement(
    String sql,
    List<String> keptWords,
    List<String> sureWords,
    boolean standardConformingStrings) {}
