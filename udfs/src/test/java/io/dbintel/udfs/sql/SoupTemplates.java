package io.dbintel.udfs.sql;

import io.dbintel.udfs.sql.SoupText.Token;
import java.util.Locale;

/**
 * Utility statements that hold data where queries hold names. In a template {@code ~k} is a name to
 * keep, {@code ~s} a string, {@code ~$} a dollar-quoted or plain string, {@code ~n} a number,
 * {@code ~w} a secret written as a bare word, {@code ~q} one in double quotes, {@code ~i} a name
 * with a long run of digits; a space is anything that separates.
 */
final class SoupTemplates {
  private static final String[] TEMPLATES = {
    "SET ~k = ~w",
    "SET ~k TO ~w, ~q, ~s",
    "SET SESSION app.~k = ~q",
    "SET LOCAL ~k TO ~w",
    "SET app.~k = -~n",
    "ALTER SYSTEM SET ~k = ~w",
    "ALTER SYSTEM SET ~k TO ~s",
    "ALTER DATABASE ~k SET app.user TO ~w",
    "ALTER ROLE ~k SET app.token = ~q",
    "ALTER ROLE ~k IN DATABASE ~k SET app.token = ~w",
    "ALTER FUNCTION ~k(int) SET app.token TO ~w",
    "ALTER ROLE ~k WITH PASSWORD ~s",
    "ALTER USER ~k PASSWORD ~s VALID UNTIL ~s",
    "CREATE ROLE ~k LOGIN ENCRYPTED PASSWORD ~s CONNECTION LIMIT ~n",
    "CREATE USER MAPPING FOR ~k SERVER ~k OPTIONS (user ~s, password ~s)",
    "CREATE SERVER ~k FOREIGN DATA WRAPPER ~k OPTIONS (host ~s, port ~s)",
    "ALTER SERVER ~k OPTIONS (SET host ~s, ADD dbname ~s)",
    "CREATE SUBSCRIPTION ~k CONNECTION ~s PUBLICATION ~k",
    "ALTER SUBSCRIPTION ~k CONNECTION ~s",
    "COPY ~k FROM ~s",
    "COPY ~k (~k, ~k) TO PROGRAM ~s",
    "COPY (SELECT ~k FROM ~k WHERE ~k = ~s) TO ~s WITH (FORMAT csv, DELIMITER ~s)",
    "COPY ~k FROM STDIN WITH DELIMITER ~s",
    "NOTIFY ~k, ~s",
    "EXECUTE ~k(~s, ~n, ~s)",
    "PREPARE ~k AS SELECT ~k FROM ~k WHERE ~k = ~s",
    "PREPARE TRANSACTION ~s",
    "COMMIT PREPARED ~s",
    "DO ~$",
    "DO LANGUAGE plperl ~$",
    "CREATE FUNCTION ~k(text) RETURNS text AS ~$ LANGUAGE internal",
    "CREATE OR REPLACE PROCEDURE ~k() LANGUAGE plperl AS ~$",
    "COMMENT ON TABLE ~k IS ~s",
    "SECURITY LABEL ON COLUMN ~k.~k IS ~s",
    "CREATE TYPE ~k AS ENUM (~s, ~s)",
    "ALTER TYPE ~k ADD VALUE ~s BEFORE ~s",
    "CREATE TABLE ~k PARTITION OF ~k FOR VALUES FROM (~n, ~s) TO (~n, ~s)",
    "CREATE TABLE ~k (~k text DEFAULT ~s CHECK (~k <> ~s))",
    "ALTER TABLE ~k ALTER COLUMN ~k SET DEFAULT ~s",
    "CREATE VIEW ~k AS SELECT ~k AS ~q FROM ~k WHERE ~k = ~s",
    "CREATE INDEX ON ~k (~k) WHERE ~k > ~n",
    "CREATE POLICY ~k ON ~k USING (~k = ~s)",
    "DECLARE ~k CURSOR FOR SELECT ~k FROM ~k WHERE ~k = ~s",
    "EXPLAIN (COSTS off) SELECT ~k FROM ~k WHERE ~k = ~s",
    "CALL ~k(~s, ~n)",
    "LOAD ~s",
    "CREATE DATABASE ~k LOCALE ~s TEMPLATE ~k",
    "CREATE TABLESPACE ~k LOCATION ~s",
    "IMPORT FOREIGN SCHEMA ~k FROM SERVER ~k INTO ~k OPTIONS (a ~s)",
    "DROP TABLE ~i",
    "INSERT INTO ~i VALUES (~s, ~n), (~s, ~n) RETURNING ~k AS ~q"
  };

  private SoupTemplates() {}

  static void append(SoupText soup) {
    String template = soup.pick(TEMPLATES);
    boolean lowerCase = soup.oneIn(2);
    int at = 0;
    boolean first = true;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '~') {
        appendHole(soup, template.charAt(at + 1));
        at += 2;
      } else if (c == ' ') {
        SoupSeparators.append(soup);
        at++;
      } else if (Character.isLetter(c)) {
        int end = wordEnd(template, at);
        String word = template.substring(at, end);
        soup.keyword(lowerCase ? word.toLowerCase(Locale.ROOT) : word);
        if (first) {
          soup.sureUpToHere();
          first = false;
        }
        at = end;
      } else {
        soup.punctuation(String.valueOf(c));
        at++;
      }
    }
  }

  private static int wordEnd(String template, int start) {
    int end = start;
    while (end < template.length() && Character.isLetter(template.charAt(end))) {
      end++;
    }
    return end;
  }

  private static void appendHole(SoupText soup, char kind) {
    switch (kind) {
      case 'k' -> SoupWords.appendName(soup);
      case 's' -> SoupLiterals.appendAnyString(soup);
      case '$' -> {
        if (soup.oneIn(4)) {
          SoupLiterals.appendAnyString(soup);
        } else {
          SoupLiterals.appendDollarString(soup);
        }
      }
      case 'n' -> SoupNumbers.append(soup);
      case 'i' -> SoupWords.appendDigitRun(soup);
      case 'w' -> {
        soup.beginWord();
        SecretAlphabet.appendWord(soup.text(), soup.random);
        soup.ended(Token.WORD);
      }
      case 'q' -> {
        soup.text().append('"');
        SecretAlphabet.appendWord(soup.text(), soup.random);
        soup.text().append(soup.pick("", " ")).append('"');
        soup.ended(Token.QUOTED_NAME);
      }
      default -> throw new IllegalArgumentException("no such hole in a template: ~" + kind);
    }
  }
}
