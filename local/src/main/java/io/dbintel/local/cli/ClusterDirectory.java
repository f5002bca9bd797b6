package io.dbintel.local.cli;

import io.dbintel.local.cluster.LocalCluster;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says which cluster is meant, for {@code @Mixin}. */
final class ClusterDirectory {
  @Option(
      names = "--dir",
      defaultValue = ".dbintel/cluster",
      paramLabel = "DIR",
      description = "Folder of the cluster (default: ${DEFAULT-VALUE}).")
  private Path directory;

  Path path() {
    return directory;
  }

  Optional<LocalCluster> find() {
    return LocalCluster.attach(directory);
  }

  /**
   * @throws IllegalStateException when none runs
   */
  LocalCluster running() {
    return find()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No cluster runs in %s: start one with 'dbintel cluster start', or name its folder with --dir"
                        .formatted(directory)));
  }
}
