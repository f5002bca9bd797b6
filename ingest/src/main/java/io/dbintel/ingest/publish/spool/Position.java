package io.dbintel.ingest.publish.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the first record stands that Kafka has not acknowledged. Kept in a file that is replaced as
 * a whole; one that is lost or old means that records are delivered twice.
 *
 * @param segment id of the segment
 * @param offset bytes from its beginning
 */
record Position(long segment, long offset) {
  static final Position BEGINNING = new Position(0, 0);

  private static final String FILE = "position";

  static Position read(Path folder) {
    try {
      String[] parts = Files.readString(folder.resolve(FILE)).strip().split(" ", -1);
      Position read = new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      return read.segment < 0 || read.offset < 0 ? BEGINNING : read;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
      return BEGINNING;
    }
  }

  void write(Path folder) throws IOException {
    Path next = folder.resolve(FILE + ".new");
    Files.writeString(next, segment + " " + offset + "\n");
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
