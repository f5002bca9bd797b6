package io.dbintel.jobs.export.http;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request header as configured. Its value may refer to secrets by <code>${env:NAME}</code> and
 * <code>${file:PATH}</code>; they are looked up where requests are sent, so that they are in no job
 * graph.
 */
public record Header(String name, String reference) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]*):?([^}]*)}");
  private static final Pattern UNSENDABLE = Pattern.compile("[^\\t\\x20-\\x7e]");
  private static final Set<String> OURS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OURS.addAll(
        Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "upgrade"));
  }

  /**
   * @throws IllegalArgumentException naming the header and the rule, never the value
   */
  public Header {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a header name");
    }
    if (OURS.contains(name)) {
      throw new IllegalArgumentException("header " + name + " cannot be set: the exporter sets it");
    }
  }

  /** Reads {@code name=value}. */
  public static Header parse(String option) {
    int equals = option.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("a header must have the form name=value");
    }
    return new Header(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
  }

  /**
   * The value to send.
   *
   * @param environment value of an environment variable, or null
   * @throws IllegalArgumentException naming the header and the reference that cannot be resolved
   */
  String resolve(UnaryOperator<String> environment) {
    Matcher matcher = REFERENCE.matcher(reference);
    StringBuilder value = new StringBuilder();
    while (matcher.find()) {
      String secret =
          switch (matcher.group(1)) {
            case "env" -> fromEnvironment(matcher.group(2), environment);
            case "file" -> fromFile(matcher.group(2));
            default -> throw wrong("a reference must have the form ${env:NAME} or ${file:PATH}");
          };
      matcher.appendReplacement(value, Matcher.quoteReplacement(secret));
    }
    matcher.appendTail(value);
    if (UNSENDABLE.matcher(value).find()) {
      throw wrong("the value must be printable ASCII on one line");
    }
    return value.toString();
  }

  private String fromEnvironment(String variable, UnaryOperator<String> environment) {
    String value = environment.apply(variable);
    if (value == null || value.isEmpty()) {
      throw wrong("environment variable " + variable + " is not set on this machine");
    }
    return value;
  }

  private String fromFile(String path) {
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException | InvalidPathException unreadable) {
      throw wrong("file " + path + " cannot be read on this machine");
    }
  }

  private IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException("Invalid value for --header " + name + ": " + rule);
  }

  /** Without the value: it may be a secret given in clear. */
  @Override
  public String toString() {
    return "Header[" + name + "=***]";
  }
}
