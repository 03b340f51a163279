package io.mapiaudit.output;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Creates directories that nobody but their owner can enter. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> CHANGE_BY_OTHERS =
      Collections.unmodifiableSet(
          EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));

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

  /** Creates the directory, should it be missing, and the usual ones above it. */
  static void createWithParents(Path dir) throws IOException {
    Path parent = dir.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      createDirectory(dir);
    } catch (FileAlreadyExistsException there) {
      // Whose it is shows when something is in it.
    }
  }

  /**
   * Refuses a directory that somebody else has made, or lets others change what is in it.
   *
   * @param created what this process has just created, which tells who it is
   * @throws IOException saying what is wrong with the directory
   */
  static void requireSameOwner(Path dir, Path created) throws IOException {
    UserPrincipal self = Files.getOwner(created);
    // A link's own owner too: somebody else's leads where they like.
    if (!Files.getOwner(dir).equals(self)
        || !Files.getOwner(dir, LinkOption.NOFOLLOW_LINKS).equals(self)) {
      throw new IOException(dir + " belongs to somebody else, " + Files.getOwner(dir));
    }
    PosixFileAttributeView posix = Files.getFileAttributeView(dir, PosixFileAttributeView.class);
    if (posix != null
        && posix.readAttributes().permissions().stream().anyMatch(CHANGE_BY_OTHERS::contains)) {
      throw new IOException(dir + " can be changed by others");
    }
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
