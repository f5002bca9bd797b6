package io.dbintel.ingest.logs.source;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads the body of a request within bounds. */
final class OtlpBody {
  private static final int CHUNK_BYTES = 64 << 10;

  private OtlpBody() {}

  /** A request that is answered with a status of its own. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * @param mostBytes of the body, after it was unpacked
   */
  static byte[] read(HttpExchange exchange, int mostBytes) throws Refused {
    String encoding = header(exchange, "Content-Encoding");
    if (!encoding.isEmpty() && !encoding.equals("identity") && !encoding.equals("gzip")) {
      throw new Refused(415, "Content-Encoding must be gzip or identity");
    }
    try (InputStream body = exchange.getRequestBody();
        InputStream in = encoding.equals("gzip") ? new GZIPInputStream(body) : body) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        if (out.size() + length > mostBytes) {
          throw new Refused(413, "the request is larger than " + mostBytes + " bytes");
        }
        out.write(chunk, 0, length);
      }
      return out.toByteArray();
    } catch (IOException broken) {
      throw new Refused(400, "the body cannot be read");
    }
  }

  /** In small letters, without parameters; empty when there is none. */
  static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
