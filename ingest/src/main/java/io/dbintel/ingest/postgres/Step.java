package io.dbintel.ingest.postgres;

/** What a round trip is for: a failure means different things at different steps. */
public enum Step {
  LOGIN("logging in"),
  DISCOVER("asking the server what it is"),
  CLOCK("reading the server's clock and reset time"),
  COUNTERS("reading counters"),
  NAMES("reading names of databases and roles"),
  TEXTS("reading statement texts"),
  SESSIONS("sampling sessions"),
  BLOCKERS("asking who blocks whom"),
  LOG_FILES("reading the server's log files"),
  STATISTICS("reading statistics"),
  DATABASES("reading the list of databases");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /** As it stands in a message: "while …". */
  String words() {
    return words;
  }
}
