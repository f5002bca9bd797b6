package io.dbintel.ingest.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A password file of libpq: lines of {@code host:port:database:user:password}, where {@code *}
 * stands for anything, a backslash precedes a colon or backslash that is meant as such, and the
 * first line that fits counts. It must be closed to group and others. See "The Password File" in
 * PostgreSQL's documentation.
 */
final class PassFile {
  private static final int FIELDS = 5;
  private static final Set<PosixFilePermission> FORBIDDEN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final String file;
  private final boolean required;

  private PassFile(String file, boolean required) {
    this.file = file;
    this.required = required;
  }

  /** A file that the configuration names: it must exist. */
  static PassFile named(String file) {
    return new PassFile(file, true);
  }

  /** Where libpq looks, when there is such a place. It need not exist. */
  static Optional<PassFile> usual(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("PGPASSFILE"))
        .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> home + "/.pgpass"))
        .map(file -> new PassFile(file, false));
  }

  /** The password of a role, looked up anew each time; empty when no line fits. */
  Secret passwordOf(String host, int port, String user) {
    return Secret.from(
        List.of(file, host, port, user), database -> lookUp(host, port, database, user));
  }

  /**
   * @throws SecretException when the file cannot be read, or can be read by others
   */
  void check() {
    lines();
  }

  private String lookUp(String host, int port, String database, String user) {
    List<String> wanted = List.of(host, Integer.toString(port), database, user);
    for (String line : lines()) {
      List<String> fields = fields(line);
      if (!line.startsWith("#") && fields.size() == FIELDS && fits(fields, wanted)) {
        return fields.get(FIELDS - 1);
      }
    }
    return "";
  }

  private List<String> lines() {
    try {
      Path path = Path.of(file);
      if (!required && !Files.exists(path)) {
        return List.of();
      }
      if (isOpenToOthers(path)) {
        throw new SecretException(
            "the password file " + file + " must be closed to group and others (chmod 600)");
      }
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException unreadable) {
      throw new SecretException("the password file " + file + " cannot be read as UTF-8 text");
    }
  }

  private static boolean isOpenToOthers(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !Collections.disjoint(Files.getPosixFilePermissions(path), FORBIDDEN);
  }

  private static boolean fits(List<String> fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields.get(i).equals("*") && !unescaped(fields.get(i)).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The first four still escaped, so that an escaped star is none; the password as it is meant. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(c).append(line.charAt(++i));
      } else if (c == ':' && fields.size() < FIELDS - 1) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(unescaped(field.toString()));
    return fields;
  }

  private static String unescaped(String field) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && i + 1 < field.length()) {
        i++;
      }
      text.append(field.charAt(i));
    }
    return text.toString();
  }
}
