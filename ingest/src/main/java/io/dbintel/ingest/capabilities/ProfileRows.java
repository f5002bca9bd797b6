package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Takes the answer of {@code profile.sql} row by row: kind, name, value, time. */
final class ProfileRows {
  private final ProfileQuestions questions;
  private final Map<String, String> facts = new HashMap<>();
  private final Map<String, Long> times = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> extensions = new HashMap<>();
  private final Map<String, String> schemas = new HashMap<>();
  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> libraries = new HashSet<>();
  private final Set<String> grants = new HashSet<>();
  private final Set<String> traits = new HashSet<>();
  private final ManagedService.Marks marks =
      new ManagedService.Marks(new HashSet<>(), prefixes, new HashSet<>(), new HashSet<>());

  ProfileRows(ProfileQuestions questions) {
    this.questions = questions;
  }

  void add(ResultSet row) throws SQLException {
    String name = row.getString(2);
    String value = row.getString(3);
    switch (row.getString(1)) {
      case "fact" -> fact(name, value, Micros.read(row, 4));
      case "setting" -> settings.put(name, value == null ? "" : value);
      case "preload" -> preload(value);
      case "prefix" -> prefixes.add(name);
      case "extension" -> extensions.put(name, value);
      case "schema" -> schemas.put(name, value);
      case "grant" -> grants.add(name);
      case "trait" -> traits.add(name);
      case "role" -> role(name, value);
      case "mark_role" -> marks.roles().add(name);
      case "mark_function" -> marks.functions().add(name);
      default -> marks.schemas().add(name);
    }
  }

  /**
   * @param backend process id that the server gave at login; another one answers through a pooler
   */
  ProfileReading finish(int backend) {
    if (backend != Integer.parseInt(facts.get("backend"))) {
      traits.add(ServerProfile.POOLER);
    }
    // Settings of a library are in pg_settings only when it is loaded, and everybody sees those.
    libraries.addAll(prefixes);
    libraries.retainAll(questions.libraries());
    ServerProfile profile =
        new ServerProfile(
            Integer.parseInt(facts.get("version_num")),
            facts.get("version"),
            facts.get("system_identifier"),
            times.get("started"),
            Boolean.parseBoolean(facts.get("replica")),
            ManagedService.of(marks, questions.services()),
            extensions,
            schemas,
            libraries,
            settings,
            grants,
            Long.parseLong(facts.get("role_oid")),
            traits);
    return new ProfileReading(profile, times.get("before"), times.get("after"));
  }

  private void fact(String name, String value, Long time) {
    if (time == null) {
      facts.put(name, value);
    } else {
      times.put(name, time);
    }
  }

  /** A list of libraries, some perhaps with a path or in quotes. */
  private void preload(String list) {
    for (String library : list.split(",", -1)) {
      String path = library.replace("\"", "").trim();
      libraries.add(path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.so$", ""));
    }
  }

  private void role(String superuser, String oid) {
    if (superuser != null) {
      grants.add(ServerProfile.SUPERUSER);
    }
    facts.put("role_oid", oid);
  }
}
