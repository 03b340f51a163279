package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;

/** Makes a run folder that only its owner can read. */
final class RunFolder {

  private RunFolder() {}

  /**
   * Creates the folder where it is missing and takes everybody else's access away.
   *
   * @throws IOException naming the folder when it cannot be made, restricted or written to
   */
  static void prepare(Path dir) throws IOException {
    try {
      Files.createDirectories(dir);
      restrict(dir);
    } catch (IOException e) {
      throw new IOException("cannot prepare the run folder " + dir + ": " + e, e);
    }
  }

  private static void restrict(Path dir) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(dir, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
      return;
    }
    AclFileAttributeView acl = Files.getFileAttributeView(dir, AclFileAttributeView.class);
    if (acl != null) {
      AclEntry ownerOnly =
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(acl.getOwner())
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
              .build();
      acl.setAcl(Collections.singletonList(ownerOnly));
    }
  }
}
