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
 * @param preloaded libraries of shared_preload_libraries
 * @param settings by name, allow-listed ones only
 * @param grants privileges that the role has, for example pg_read_all_stats, pg_monitor,
 *     pg_read_server_files, execute:pg_ls_logdir
 * @param roleOid oid of the monitoring role
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
    long roleOid) {

  public ServerProfile {
    extensions = Map.copyOf(extensions);
    extensionSchemas = Map.copyOf(extensionSchemas);
    preloaded = Set.copyOf(preloaded);
    settings = Map.copyOf(settings);
    grants = Set.copyOf(grants);
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
