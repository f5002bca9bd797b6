package io.dbintel.ingest.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * How far a spool was delivered and how far it was written. Kept in a file of fixed length that is
 * written over in place, which a full disk allows. One that is lost means that records are
 * delivered twice.
 *
 * @param next number that the next record gets: as many were written at least
 */
record Progress(Position position, long next) {
  private static final String FILE = "position";

  /** Empty when there is none that can be trusted. */
  static Optional<Progress> read(Path folder) {
    try {
      String text = Files.readString(folder.resolve(FILE), StandardCharsets.ISO_8859_1);
      String[] parts = text.strip().split(" ", -1);
      Progress read =
          new Progress(
              new Position(
                  Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])),
              Long.parseLong(parts[3]));
      return read.text().equals(text) ? Optional.of(read) : Optional.empty();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  void write(Path folder) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.truncate(bytes.capacity());
    }
  }

  private String text() {
    String numbers =
        "%020d %020d %020d %020d"
            .formatted(position.segment(), position.offset(), position.sequence(), next);
    byte[] bytes = numbers.getBytes(StandardCharsets.ISO_8859_1);
    return "%s %08x%n".formatted(numbers, Frames.checksum(bytes, 0, bytes.length));
  }
}
