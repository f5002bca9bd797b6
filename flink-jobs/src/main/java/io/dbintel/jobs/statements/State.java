package io.dbintel.jobs.statements;

/** State access whose failures, which are the backend's and not ours to handle, stop the task. */
final class State {
  private State() {}

  @FunctionalInterface
  interface Read<T> {
    T get() throws Exception;
  }

  @FunctionalInterface
  interface Write {
    void run() throws Exception;
  }

  static <T> T get(Read<T> read) {
    try {
      return read.get();
    } catch (Exception failure) {
      throw new IllegalStateException("Cannot read keyed state", failure);
    }
  }

  static void run(Write write) {
    try {
      write.run();
    } catch (Exception failure) {
      throw new IllegalStateException("Cannot write keyed state", failure);
    }
  }
}
