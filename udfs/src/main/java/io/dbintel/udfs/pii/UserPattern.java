package io.dbintel.udfs.pii;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A pattern of the user's. RE2 is linear but slow, so it runs only over texts that hold a literal
 * that every match contains: given with the rule or taken from the pattern. A pattern without one
 * is refused.
 */
final class UserPattern {
  private final int rule;
  private final Pattern pattern;
  private final String literal;

  UserPattern(int index, TextRule rule) {
    this.rule = index;
    try {
      pattern = Pattern.compile(rule.pattern());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Invalid value "
              + rule.pattern()
              + " for pattern of rule "
              + rule.name()
              + ": "
              + e.getDescription(),
          e);
    }
    if (pattern.matches("")) {
      throw new IllegalArgumentException(
          "Invalid value "
              + rule.pattern()
              + " for pattern of rule "
              + rule.name()
              + ": it matches the empty text");
    }
    literal = rule.literal() == null ? RequiredLiteral.of(rule.pattern()) : rule.literal();
    if (literal.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid value "
              + rule.pattern()
              + " for pattern of rule "
              + rule.name()
              + ": no text of two characters or more that every match contains is to be seen in"
              + " it; name one with literal");
    }
  }

  boolean finds(String text) {
    return pattern.matcher(text).find();
  }

  void look(String text, Hits hits) {
    if (!text.contains(literal)) {
      return;
    }
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        hits.add(rule, matcher.start(), matcher.end());
      }
    }
  }
}
