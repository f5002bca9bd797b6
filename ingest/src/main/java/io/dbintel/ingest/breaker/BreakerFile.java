package io.dbintel.ingest.breaker;

import com.fasterxml.jackson.core.type.TypeReference;
import io.dbintel.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code breakers.json} in the state directory: by instance and feature, what must survive a
 * restart. Replaced as a whole, so that a crash leaves the old or the new one.
 */
public final class BreakerFile {
  private static final Logger LOG = LoggerFactory.getLogger(BreakerFile.class);
  private static final TypeReference<Map<String, Map<String, KeptBreaker>>> TYPE =
      new TypeReference<>() {};

  private final Path file;
  private Map<String, Map<String, KeptBreaker>> written;
  private boolean refused;

  public BreakerFile(Path stateDirectory) {
    this.file = stateDirectory.resolve("breakers.json");
  }

  /** What was kept; nothing when there is no file, or none that can be read. */
  public Map<String, Map<String, KeptBreaker>> read() {
    try {
      return Optional.ofNullable(Json.mapper().readValue(Files.readAllBytes(file), TYPE))
          .orElse(Map.of());
    } catch (NoSuchFileException first) {
      return Map.of();
    } catch (IOException | IllegalArgumentException broken) {
      LOG.warn(
          "{} cannot be read ({}): all breakers start closed",
          file,
          broken.getClass().getSimpleName());
      return Map.of();
    }
  }

  /**
   * Replaces the file, if anything has changed. What the disk does not take now is written at the
   * next call.
   */
  public void write(Map<String, Map<String, KeptBreaker>> kept) {
    if (kept.equals(written)) {
      return;
    }
    try {
      Path next = file.resolveSibling("breakers.json.new");
      Files.write(next, Json.mapper().writeValueAsBytes(kept));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written = Map.copyOf(kept);
      refused = false;
    } catch (IOException failure) {
      if (!refused) {
        LOG.warn("{} cannot be written ({})", file, failure.getClass().getSimpleName());
      }
      refused = true;
    }
  }
}
