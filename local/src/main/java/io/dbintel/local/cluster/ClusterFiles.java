package io.dbintel.local.cluster;

import io.dbintel.local.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a cluster: configuration, logs, checkpoints, savepoints and what the processes are.
 */
record ClusterFiles(Path root) {
  private static final String CONFIGURATION =
      """
      jobmanager:
        rpc:
          address: 127.0.0.1
          port: %1$d
        bind-host: 127.0.0.1
      rest:
        address: 127.0.0.1
        bind-address: 127.0.0.1
        port: %2$d
        bind-port: '%2$d'
      taskmanager:
        host: 127.0.0.1
        bind-host: 127.0.0.1
        numberOfTaskSlots: %3$d
      heartbeat:
        interval: 2 s
        timeout: 10 s
      web:
        submit:
          enable: false
      metrics:
        fetcher:
          update-interval: 1 s
      io:
        tmp:
          dirs: %4$s
      state:
        backend:
          type: rocksdb
      execution:
        checkpointing:
          dir: %5$s
          savepoint-dir: %6$s
          incremental: true
      restart-strategy:
        type: fixed-delay
        fixed-delay:
          attempts: 2147483647
          delay: 1 s
      """;

  private static final String LOGGING =
      """
      status = warn
      rootLogger.level = INFO
      rootLogger.appenderRef.file.ref = file
      appender.file.name = file
      appender.file.type = RollingFile
      appender.file.fileName = ${sys:log.file}
      appender.file.filePattern = ${sys:log.file}.%i
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %-40c{1} %m%n
      appender.file.policies.type = Policies
      appender.file.policies.size.type = SizeBasedTriggeringPolicy
      appender.file.policies.size.size = 20MB
      appender.file.strategy.type = DefaultRolloverStrategy
      appender.file.strategy.max = 3
      """;

  Path conf() {
    return root.resolve("conf");
  }

  Path loggingConfiguration() {
    return conf().resolve("log4j.properties");
  }

  Path log(String process) {
    return root.resolve("log").resolve(process + ".log");
  }

  Path output(String process) {
    return root.resolve("log").resolve(process + ".out");
  }

  Path state() {
    return root.resolve("cluster.properties");
  }

  Path savepoints() {
    return root.resolve("savepoints");
  }

  /** Writes the configuration and makes the folders it names. */
  void prepare(int rpcPort, int restPort, int slotsEach) {
    try {
      Path temporary = root.resolve("tmp");
      TemporaryFolder.delete(temporary);
      TemporaryFolder.delete(root.resolve("log"));
      for (Path folder :
          new Path[] {conf(), root.resolve("log"), temporary, checkpoints(), savepoints()}) {
        Files.createDirectories(folder);
      }
      Files.writeString(
          conf().resolve("config.yaml"),
          CONFIGURATION.formatted(
              rpcPort,
              restPort,
              slotsEach,
              quoted(temporary.toString()),
              quoted(checkpoints()),
              quoted(savepoints())));
      Files.writeString(loggingConfiguration(), LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the cluster's folder " + root, e);
    }
  }

  /** Deletes what only running processes need; logs, checkpoints and savepoints stay. */
  void forgetProcesses() {
    try {
      Files.deleteIfExists(state());
      TemporaryFolder.delete(root.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + state(), e);
    }
  }

  private Path checkpoints() {
    return root.resolve("checkpoints");
  }

  private static String quoted(Path folder) {
    return quoted(folder.toUri().toString());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
