package io.dbintel.jobs.runtime;

/** A job as a command: when its options are parsed, it builds its topology and executes it. */
public interface JobMain {
  void execute() throws Exception;
}
