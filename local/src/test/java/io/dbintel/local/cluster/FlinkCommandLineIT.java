package io.dbintel.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.local.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkCommandLineIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void aJobSurvivesTheLossOfItsTaskManagerAndGoesOnAtAnotherParallelism() throws IOException {
    Path jar = jobJar();
    try (LocalCluster cluster =
        LocalCluster.start(directory.resolve("cluster"), ClusterSize.small())) {
      FlinkCommandLine flink = cluster.commandLine();
      String id = flink.submit(jar, 2, List.of());
      await(cluster, id, job -> job.completedCheckpoints() >= 2);
      assertThat(cluster.job(id).orElseThrow().name()).isEqualTo("counting");

      cluster.killTaskManager(0);
      cluster.startTaskManager();
      await(cluster, id, job -> job.restores() >= 1 && job.state().equals("RUNNING"));
      long checkpoints = cluster.job(id).orElseThrow().completedCheckpoints();
      await(cluster, id, job -> job.completedCheckpoints() > checkpoints);

      String savepoint = flink.stopWithSavepoint(id, cluster.savepoints());
      await(cluster, id, job -> job.state().equals("FINISHED"));
      String again = flink.submitFrom(savepoint, jar, 1, List.of());
      await(cluster, again, job -> job.restores() == 1 && job.state().equals("RUNNING"));

      assertThatThrownBy(() -> flink.run(List.of("stop", "ffffffffffffffffffffffffffffffff")))
          .hasMessageContaining("status 1");
    }
  }

  private static void await(LocalCluster cluster, String id, Predicate<ClusterJob> condition) {
    Await.orFail(
        DEADLINE,
        () -> cluster.job(id).filter(condition).isPresent(),
        () -> "job " + cluster.job(id) + " of " + cluster.status());
  }

  private Path jobJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, CountingJob.class.getName());
    Path jar = directory.resolve("job.jar");
    String entry = CountingJob.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream classFile = CountingJob.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      classFile.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }
}
