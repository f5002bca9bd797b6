package io.dbintel.local.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Which processes make up a cluster, as kept in its folder between commands. */
record ClusterState(
    int restPort, int slotsEach, int processMegabytes, int lastTaskManager, List<Member> members) {
  static final String JOB_MANAGER = "jobmanager";

  /**
   * One process.
   *
   * @param started tells it from a later process with the same id
   */
  record Member(String name, long pid, Instant started) {
    static Member of(String name, ProcessHandle process) {
      return new Member(name, process.pid(), startOf(process));
    }

    /** The process, unless it has ended. */
    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(found -> startOf(found).equals(started));
    }

    private static Instant startOf(ProcessHandle process) {
      return process.info().startInstant().orElse(Instant.EPOCH);
    }
  }

  ClusterState {
    members = List.copyOf(members);
  }

  ClusterState with(Member member, int taskManagerNumber) {
    List<Member> all = new ArrayList<>(members);
    all.add(member);
    return new ClusterState(restPort, slotsEach, processMegabytes, taskManagerNumber, all);
  }

  ClusterState without(Member member) {
    List<Member> rest = members.stream().filter(each -> !each.equals(member)).toList();
    return new ClusterState(restPort, slotsEach, processMegabytes, lastTaskManager, rest);
  }

  Member member(String name) {
    return members.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No process %s among %s".formatted(name, members)));
  }

  void write(Path file) {
    Properties properties = new Properties();
    properties.setProperty("rest.port", Integer.toString(restPort));
    properties.setProperty("slots", Integer.toString(slotsEach));
    properties.setProperty("process.megabytes", Integer.toString(processMegabytes));
    properties.setProperty("last.taskmanager", Integer.toString(lastTaskManager));
    properties.setProperty(
        "members", String.join(",", members.stream().map(Member::name).toList()));
    for (Member member : members) {
      properties.setProperty(member.name() + ".pid", Long.toString(member.pid()));
      properties.setProperty(member.name() + ".started", member.started().toString());
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "Processes of a local Flink cluster");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  static Optional<ClusterState> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    List<Member> members = new ArrayList<>();
    for (String name : properties.getProperty("members").split(",", -1)) {
      members.add(
          new Member(
              name,
              Long.parseLong(properties.getProperty(name + ".pid")),
              Instant.parse(properties.getProperty(name + ".started"))));
    }
    return Optional.of(
        new ClusterState(
            Integer.parseInt(properties.getProperty("rest.port")),
            Integer.parseInt(properties.getProperty("slots")),
            Integer.parseInt(properties.getProperty("process.megabytes")),
            Integer.parseInt(properties.getProperty("last.taskmanager")),
            members));
  }
}
