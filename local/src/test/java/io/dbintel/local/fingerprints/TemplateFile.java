package io.dbintel.local.fingerprints;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads template files: blocks that begin with {@code @ name flags}, their statements apart by
 * lines of {@code ;}, and {@code = summary} lines. {@code ~} before a statement says that it only
 * prepares or cleans up, a flag such as {@code 15+} names the oldest release.
 */
final class TemplateFile {
  private static final int OLDEST_MAJOR = 13;

  private TemplateFile() {}

  /** All blocks of all files. */
  static List<Block> all() {
    return Stream.of("select", "write", "utility")
        .flatMap(name -> parse(resource(name + ".templates")).stream())
        .toList();
  }

  static String resource(String name) {
    try (InputStream in = TemplateFile.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Block> parse(String file) {
    List<Block> blocks = new ArrayList<>();
    for (String part : file.split("(?m)^@ ", -1)) {
      if (!part.isBlank() && !part.startsWith("#")) {
        blocks.add(block(part));
      }
    }
    return blocks;
  }

  private static Block block(String part) {
    int lineEnd = part.indexOf('\n');
    List<String> words = new ArrayList<>(List.of(part.substring(0, lineEnd).split(" ", -1)));
    String name = words.remove(0);
    int oldest = OLDEST_MAJOR;
    Set<String> flags = new TreeSet<>();
    for (String word : words) {
      if (word.endsWith("+")) {
        oldest = Integer.parseInt(word.substring(0, word.length() - 1));
      } else {
        flags.add(word);
      }
    }
    String[] statements = part.substring(lineEnd + 1).split("(?m)^;\n", -1);
    List<Template> templates = new ArrayList<>();
    for (String statement : statements) {
      String suffix = statements.length == 1 ? "" : "#" + (templates.size() + 1);
      templates.add(template(name + suffix, statement));
    }
    return new Block(name, flags, oldest, List.copyOf(templates));
  }

  private static Template template(String name, String lines) {
    List<String> text = new ArrayList<>();
    String summary = "";
    for (String line : lines.strip().lines().toList()) {
      if (line.startsWith("= ")) {
        summary = line.substring(2);
      } else {
        text.add(line);
      }
    }
    String joined = String.join("\n", text);
    boolean counted = !joined.startsWith("~");
    return new Template(name, counted ? joined : joined.substring(1), counted, summary);
  }
}
