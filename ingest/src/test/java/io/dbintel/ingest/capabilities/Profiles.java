package io.dbintel.ingest.capabilities;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes profiles that differ from a well-kept server in one thing. */
final class Profiles {
  private int major = 17;
  private boolean replica;
  private String service = "none";
  private final Map<String, String> extensions = new HashMap<>();
  private final Map<String, String> schemas = new HashMap<>();
  private final Set<String> preloaded = new HashSet<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Set<String> grants = new HashSet<>();
  private final Set<String> traits = new HashSet<>();

  private Profiles() {}

  /** A server and a role that lack nothing. */
  static Profiles good() {
    return new Profiles()
        .extension("pg_stat_statements", "1.11")
        .preloaded("pg_stat_statements", "auto_explain")
        .grants(
            "pg_monitor",
            "pg_read_all_stats",
            "pg_read_all_settings",
            "pg_stat_scan_tables",
            "execute:pg_control_system",
            "execute:pg_ls_logdir",
            "execute:pg_read_binary_file",
            "execute:pg_stat_file",
            "execute:pg_current_logfile",
            "use:pg_stat_statements",
            "connect:all_databases")
        .setting("track_activities", "on")
        .setting("track_counts", "on")
        .setting("track_io_timing", "on")
        .setting("track_wal_io_timing", "on")
        .setting("track_functions", "pl")
        .setting("track_activity_query_size", "4096")
        .setting("compute_query_id", "on")
        .setting("pg_stat_statements.max", "5000")
        .setting("pg_stat_statements.track", "top")
        .setting("auto_explain.log_min_duration", "1000")
        .setting("auto_explain.log_analyze", "on")
        .setting("auto_explain.log_timing", "off")
        .setting("auto_explain.log_format", "json")
        .setting("auto_explain.log_verbose", "on")
        .setting("auto_explain.log_parameter_max_length", "0")
        .setting("auto_explain.sample_rate", "1")
        .setting("logging_collector", "on")
        .setting("log_destination", "stderr")
        .setting("log_line_prefix", "%m [%p] %Q %u@%d ")
        .setting("log_lock_waits", "on")
        .setting("log_temp_files", "0")
        .setting("log_checkpoints", "on")
        .setting("log_autovacuum_min_duration", "10000")
        .setting("log_min_error_statement", "error")
        .setting("log_error_verbosity", "default")
        .setting("lc_messages", "C")
        .setting("password_encryption", "scram-sha-256");
  }

  Profiles major(int newMajor) {
    major = newMajor;
    return this;
  }

  Profiles replica() {
    replica = true;
    return this;
  }

  Profiles service(String name) {
    service = name;
    return this;
  }

  Profiles extension(String name, String version) {
    extensions.put(name, version);
    schemas.put(name, "public");
    return this;
  }

  Profiles without(String extension) {
    extensions.remove(extension);
    schemas.remove(extension);
    return this;
  }

  Profiles preloaded(String... libraries) {
    preloaded.addAll(Set.of(libraries));
    return this;
  }

  Profiles notLoaded(String library) {
    preloaded.remove(library);
    settings.keySet().removeIf(name -> name.startsWith(library + "."));
    return this;
  }

  Profiles setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  Profiles withoutSetting(String name) {
    settings.remove(name);
    return this;
  }

  Profiles grants(String... names) {
    grants.addAll(Set.of(names));
    return this;
  }

  Profiles revoked(String... names) {
    grants.removeAll(Set.of(names));
    return this;
  }

  Profiles trait(String name) {
    traits.add(name);
    return this;
  }

  ServerProfile build() {
    return new ServerProfile(
        major * 10_000 + 4,
        major + ".4",
        "7400000000000000001",
        1_760_000_000_000_000L,
        replica,
        service,
        extensions,
        schemas,
        preloaded,
        settings,
        grants,
        16_384,
        traits);
  }
}
