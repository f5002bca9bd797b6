package io.dbintel.local.fingerprints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes one template as one variant. Quoted parts of the template stay as they are. */
final class Renderer {
  private static final Pattern QUOTED =
      Pattern.compile("'[^']*'|\"[^\"]*\"|(\\$[a-z]*\\$)(?s:.*?)\\1");
  private static final List<String> GAPS = List.of("\n", "   ", "\t", " \r\n  ", "\n\n");

  private final Template template;
  private final Variant variant;
  private final Literals literals;
  private final StringBuilder sql = new StringBuilder();
  private final List<String> parameters = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private int gaps;

  private Renderer(Template template, Variant variant, Literals literals) {
    this.template = template;
    this.variant = variant;
    this.literals = literals;
  }

  static Rendering render(Template template, Variant variant, Literals literals) {
    return new Renderer(template, variant, literals).render();
  }

  private Rendering render() {
    String text = template.text();
    Matcher quoted = QUOTED.matcher(text);
    Matcher hole = Hole.matcher(text);
    begin();
    for (int at = 0; at < text.length(); ) {
      if (quoted.region(at, text.length()).lookingAt()) {
        sql.append(quoted.group());
        at = quoted.end();
      } else if (hole.region(at, text.length()).lookingAt()) {
        fill(Hole.of(hole));
        at = hole.end();
      } else {
        plain(text, at);
        at++;
      }
    }
    end();
    return new Rendering(sql.toString(), List.copyOf(parameters), List.copyOf(secrets));
  }

  private void begin() {
    if (variant.layout == Layout.NEWLINES) {
      sql.append("\n  ");
    } else if (variant.layout == Layout.COMMENTS) {
      sql.append("/* route: ").append(remark()).append(" */");
    }
  }

  private void end() {
    if (variant.layout == Layout.NEWLINES) {
      sql.append(" ;\n");
    } else if (variant.layout == Layout.COMMENTS) {
      sql.append(" -- it's ").append(remark());
    }
  }

  private void plain(String text, int at) {
    char character = text.charAt(at);
    if (character == ' ') {
      if (variant.layout != Layout.TIGHT || !Spacing.needless(text, at)) {
        gap();
      }
    } else if (character == '?' && variant.bound) {
      sql.append("??");
    } else {
      boolean apart = variant.layout == Layout.NEWLINES && Spacing.separable(text, at);
      sql.append(apart ? "\t" : "");
      sql.append(variant.upperCase ? upper(character) : character);
      sql.append(apart ? "\n" : "");
    }
  }

  private static char upper(char character) {
    return String.valueOf(character).toUpperCase(Locale.ROOT).charAt(0);
  }

  private void gap() {
    gaps++;
    switch (variant.layout) {
      case SPACES, TIGHT -> sql.append(' ');
      case NEWLINES -> sql.append(GAPS.get(gaps % GAPS.size()));
      case COMMENTS -> comment();
    }
  }

  private void comment() {
    switch (gaps % 4) {
      case 0 -> sql.append("/* ").append(remark()).append(" /* nested ' */ */");
      case 2 -> sql.append(" -- \" ").append(remark()).append('\n');
      default -> sql.append(' ');
    }
  }

  private String remark() {
    String remark = literals.remark();
    secrets.add(remark);
    return remark;
  }

  private void fill(Hole hole) {
    boolean bound = variant.bound && !hole.fixed();
    String separator = "";
    for (List<Literal> row : hole.fill(literals, variant.values, variant.listLength)) {
      sql.append(separator).append(hole.inParentheses() ? "(" : "");
      for (int column = 0; column < row.size(); column++) {
        sql.append(column == 0 ? "" : ", ");
        put(row.get(column), bound);
      }
      sql.append(hole.inParentheses() ? ")" : "");
      separator = ", ";
    }
  }

  private void put(Literal literal, boolean bound) {
    if (!literal.secret().isEmpty()) {
      secrets.add(literal.secret());
    }
    if (bound) {
      parameters.add(literal.value());
    }
    sql.append(bound ? "?" : literal.sql());
  }
}
