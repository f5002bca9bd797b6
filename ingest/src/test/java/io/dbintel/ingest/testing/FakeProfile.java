package io.dbintel.ingest.testing;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.postgres.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A profile that is what it was told to be. Counts doubts. */
public final class FakeProfile implements TargetProfile {
  private final ServerProfile profile;
  private int doubts;

  public FakeProfile(int versionNum) {
    profile =
        new ServerProfile(
            versionNum,
            Integer.toString(versionNum),
            "7400000000000000001",
            1_760_000_000_000_000L,
            false,
            "none",
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            Set.of("pg_read_all_stats"),
            16_384);
  }

  public int doubts() {
    return doubts;
  }

  @Override
  public ServerProfile get(Session session) {
    return profile;
  }

  @Override
  public Optional<ServerProfile> last() {
    return Optional.of(profile);
  }

  @Override
  public void doubt() {
    doubts++;
  }
}
