package io.dbintel.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacking of an xz-compressed tar archive with its links and execute bits. */
final class TxzArchive {
  private static final int EXECUTABLE = 0111;

  private TxzArchive() {}

  static void unpack(InputStream archive, Path target) throws IOException {
    TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive)));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("Archive entry leaves its folder: " + entry.getName());
      }
      write(tar, entry, path, target);
    }
  }

  private static void write(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path path, Path target) throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, target.resolve(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      allowExecution(path, entry.getMode());
    }
  }

  private static void allowExecution(Path path, int mode) throws IOException {
    if ((mode & EXECUTABLE) != 0) {
      Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(path));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(path, permissions);
    }
  }
}
