package io.dbintel.ingest.capabilities;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server has, as one login sees it.
 *
 * @param versionNum server_version_num
 * @param version as the server writes it
 * @param systemIdentifier of the cluster, decimal; shared by its physical standbys
 * @param postmasterStart µs, server clock
 * @param replica whether it is in recovery
 * @param managedService none, rds, aurora, cloudsql, alloydb, azure or another word of the
 *     detection rules
 * @param extensions of the configured database: version by name
 * @param extensionSchemas of the configured database: schema by name of the extension
 * @param preloaded libraries that the server has loaded, of those that matter
 * @param settings by name, allow-listed ones only; values as pg_settings.setting, in the unit of
 *     pg_settings.unit. Those that were set for the monitoring role alone are left out.
 * @param grants privileges that the role has: the names of predefined roles, {@code superuser},
 *     {@code execute:pg_ls_logdir} for a function, {@code use:pg_stat_statements} for an extension,
 *     {@code connect:all_databases}
 * @param roleOid oid of the monitoring role
 * @param traits of the connection itself: {@link #POOLER}, {@link #TLS}, {@link #REMOTE}
 */
public record ServerProfile(
    int versionNum,
    String version,
    String systemIdentifier,
    long postmasterStart,
    boolean replica,
    String managedService,
    Map<String, String> extensions,
    Map<String, String> extensionSchemas,
    Set<String> preloaded,
    Map<String, String> settings,
    Set<String> grants,
    long roleOid,
    Set<String> traits) {

  /** The grant of a superuser. */
  public static final String SUPERUSER = "superuser";

  /** Another program answers for the server. */
  public static final String POOLER = "pooler";

  /** The connection is encrypted. */
  public static final String TLS = "tls";

  /** The server sees the collector on another machine. */
  public static final String REMOTE = "remote";

  public ServerProfile {
    extensions = Map.copyOf(extensions);
    extensionSchemas = Map.copyOf(extensionSchemas);
    preloaded = Set.copyOf(preloaded);
    settings = Map.copyOf(settings);
    grants = Set.copyOf(grants);
    traits = Set.copyOf(traits);
  }

  /** Without traits of the connection. */
  public ServerProfile(
      int versionNum,
      String version,
      String systemIdentifier,
      long postmasterStart,
      boolean replica,
      String managedService,
      Map<String, String> extensions,
      Map<String, String> extensionSchemas,
      Set<String> preloaded,
      Map<String, String> settings,
      Set<String> grants,
      long roleOid) {
    this(
        versionNum,
        version,
        systemIdentifier,
        postmasterStart,
        replica,
        managedService,
        extensions,
        extensionSchemas,
        preloaded,
        settings,
        grants,
        roleOid,
        Set.of());
  }

  /** Major version, for example 17. */
  public int major() {
    return versionNum / 10_000;
  }

  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  public boolean has(String grant) {
    return grants.contains(grant);
  }

  public boolean installed(String extension) {
    return extensions.containsKey(extension);
  }
}
