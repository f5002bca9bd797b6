package io.dbintel.ingest.config;

/**
 * Ends connections whose client stops inside a request: the server of the JDK waits for it forever,
 * and each holds a thread. To be called before a server is made; of the first one on it holds.
 */
public final class HttpDeadlines {
  private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";
  private static final String SECONDS = "30";

  private HttpDeadlines() {}

  /** Until head and body are read; what the operator has set stays. */
  public static void use() {
    if (System.getProperty(LONGEST_REQUEST) == null) {
      System.setProperty(LONGEST_REQUEST, SECONDS);
    }
  }
}
