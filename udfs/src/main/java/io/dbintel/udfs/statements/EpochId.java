package io.dbintel.udfs.statements;

import io.dbintel.schemas.envelope.Epoch;
import java.nio.charset.StandardCharsets;

/** An epoch as 64 bits, for state: equal epochs have equal ids. FNV-1a over all its parts. */
final class EpochId {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private EpochId() {}

  static long of(Epoch epoch) {
    String all =
        String.join(
            "\u0000",
            epoch.systemIdentifier(),
            String.valueOf(epoch.statsReset()),
            String.valueOf(epoch.postmasterStart()),
            epoch.privilege(),
            epoch.view(),
            epoch.viewVersion(),
            epoch.kind());
    long hash = OFFSET;
    for (byte b : all.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * PRIME;
    }
    return hash;
  }
}
