package io.mapiaudit.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;

/** Creates directories that nobody but their owner can enter. */
final class OwnerOnly {

  private OwnerOnly() {}

  /**
   * Creates the directory.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
   */
  static Path createDirectory(Path dir) throws IOException {
    if (dir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectory(
          dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.createDirectory(dir);
    restrict(dir);
    return dir;
  }

  /** Replaces the inherited access control list; where there is none, nothing can be done. */
  private static void restrict(Path dir) {
    AclFileAttributeView view = Files.getFileAttributeView(dir, AclFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      AclEntry ownerOnly =
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(view.getOwner())
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
              .build();
      view.setAcl(Collections.singletonList(ownerOnly));
    } catch (IOException | RuntimeException e) {
      // Some file systems have the view but keep no list (FAT, Wine): the folder stays as it is.
    }
  }
}
