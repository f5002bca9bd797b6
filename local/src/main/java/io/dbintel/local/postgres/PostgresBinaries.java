package io.dbintel.local.postgres;

import io.dbintel.local.BuildOutput;
import io.dbintel.local.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The programs of one major release, unpacked once per user, version and content. */
final class PostgresBinaries {
  static final int OLDEST = 13;
  static final int NEWEST = 18;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final int HASH_CHARACTERS = 16;

  private PostgresBinaries() {}

  /** The folder with {@code bin}, {@code lib} and {@code share} of a major release. */
  static Path home(int major) {
    if (major < OLDEST || major > NEWEST) {
      throw new IllegalArgumentException(
          "PostgreSQL %d: majors %d to %d are supported".formatted(major, OLDEST, NEWEST));
    }
    Path jar = BuildOutput.directory("postgres-binaries").resolve("postgres-" + major + ".jar");
    try {
      return unpackedOnce(jar, major);
    } catch (IOException e) {
      throw new PostgresException("Cannot unpack the PostgreSQL binaries " + jar, e);
    }
  }

  /** One JVM unpacks in one thread, and the file lock keeps other JVMs out. */
  private static synchronized Path unpackedOnce(Path jar, int major) throws IOException {
    Path cache = cache();
    Path home = cache.resolve("postgres-%d-%s".formatted(major, hash(jar)));
    Path lockFile = cache.resolve("unpack.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(home)) {
        unpack(jar, home);
      }
    }
    return home;
  }

  private static void unpack(Path jar, Path home) throws IOException {
    Path unfinished = home.resolveSibling(home.getFileName() + ".part");
    TemporaryFolder.delete(unfinished);
    Files.createDirectory(unfinished);
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          TxzArchive.unpack(zip, unfinished);
          Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
          return;
        }
      }
    }
    throw new IOException("No .txz archive in " + jar);
  }

  /** A folder of this user only: a foreign one of the same name could hold foreign programs. */
  private static Path cache() throws IOException {
    String user = System.getProperty("user.name");
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "dbintel-cache-" + user);
    try {
      Files.createDirectory(cache, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      String owner = Files.getOwner(cache, LinkOption.NOFOLLOW_LINKS).getName();
      boolean open =
          !Files.getPosixFilePermissions(cache, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY);
      if (!owner.equals(user) || open) {
        throw new IOException(
            "%s belongs to %s or is open to others: it must be a folder of %s alone"
                .formatted(cache, owner, user),
            e);
      }
    }
    return cache;
  }

  private static String hash(Path jar) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
