package io.dbintel.local.otlp;

/** Decides how the receiver answers. Called by several threads. */
@FunctionalInterface
public interface Responder {
  /** Keeps everything and answers 200. */
  Responder ACCEPT = (request, signal, body) -> Reply.accept();

  /**
   * @param request counts from 1 over both signals
   * @param body as decompressed
   */
  Reply reply(long request, Signal signal, byte[] body);
}
