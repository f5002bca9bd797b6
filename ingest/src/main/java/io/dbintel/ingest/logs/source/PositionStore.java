package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The positions of one target, a JSON document. Replaced as a whole: a crash leaves the old one or
 * the new one.
 */
public final class PositionStore {
  private static final int LONGEST_NAME = 100;

  private final Path file;

  private PositionStore(Path file) {
    this.file = file;
  }

  /** Positions in a folder, which is made when it is first written to. */
  public static PositionStore in(Path folder, String instance) {
    byte[] name = instance.getBytes(StandardCharsets.UTF_8);
    String readable = instance.replaceAll("[^A-Za-z0-9._-]", "_");
    return new PositionStore(
        folder.resolve(
            readable.substring(0, Math.min(LONGEST_NAME, readable.length()))
                + "-"
                + Digests.of(name, 0, name.length)
                + ".json"));
  }

  /** Positions that are forgotten when the collector stops. */
  public static PositionStore inMemory() {
    return new PositionStore(null);
  }

  public boolean survives() {
    return file != null;
  }

  /**
   * @return empty when the target was never read before
   * @throws PollFailure when there are positions but they cannot be read: to begin without them
   *     would leave out entries or repeat them
   */
  public Optional<JsonNode> load() throws PollFailure {
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException never) {
      return Optional.empty();
    } catch (IOException broken) {
      throw PollFailure.of(
          FailureCode.LOG_POSITIONS_UNREADABLE,
          "the positions in " + file + " cannot be read",
          "make the file readable for the collector's user; or delete it, and logs are read from"
              + " where logs.from_beginning says");
    }
  }

  /**
   * @throws PollFailure when the disk does not take it; the old document stays
   */
  public void save(JsonNode document) throws PollFailure {
    if (file == null) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      write(fresh, Json.mapper().writeValueAsBytes(document));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      removeBegun(fresh);
      throw PollFailure.of(
          FailureCode.LOG_POSITIONS_UNWRITABLE,
          "the positions in "
              + file
              + " cannot be written ("
              + failure.getClass().getSimpleName()
              + ")",
          "make room on the disk of state_directory, and let the collector's user write there;"
              + " until then a restart publishes entries again");
    }
  }

  /** Leaves the room to others, where there is little. */
  private static void removeBegun(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException stays) {
      // The next one is written over it.
    }
  }

  private static void write(Path fresh, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
