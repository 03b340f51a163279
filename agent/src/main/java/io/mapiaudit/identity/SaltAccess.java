package io.mapiaudit.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Who may get at the file of the secret. */
final class SaltAccess {

  /** Whoever has these could find out whose a hash is, or choose what it is made with. */
  private static final Set<PosixFilePermission> NOT_FOR_OTHERS =
      Collections.unmodifiableSet(
          EnumSet.of(
              PosixFilePermission.GROUP_WRITE,
              PosixFilePermission.OTHERS_READ,
              PosixFilePermission.OTHERS_WRITE));

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Collections.unmodifiableSet(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final Path owned;

  /**
   * Access to a file.
   *
   * @param owned something whose owner has to be the file's; null for no matter
   */
  SaltAccess(Path file, Path owned) {
    this.file = file;
    this.owned = owned;
  }

  /** Creates the file, empty, for its owner alone. */
  void create() throws IOException {
    if (isPosix()) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else {
      Files.createFile(file);
      restrict();
    }
  }

  /** Takes everybody else's access away, where there is a list of it. */
  void restrict() throws IOException {
    AclFileAttributeView acl =
        isPosix() ? null : Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl == null) {
      return;
    }
    try {
      AclEntry ownerOnly =
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(acl.getOwner())
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .build();
      acl.setAcl(Collections.singletonList(ownerOnly));
    } catch (IOException | RuntimeException noList) {
      // Some file systems have the view but keep no list (FAT, Wine).
    }
  }

  /**
   * Refuses what is no plain file, what is somebody else's, and what others can read or change.
   *
   * @throws IOException saying which
   */
  void check(LinkOption... links) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
    if (!attributes.isRegularFile()) {
      throw unusable(attributes.isSymbolicLink() ? "is a link" : "is no plain file");
    }
    if (owned != null && !Files.getOwner(file, links).equals(Files.getOwner(owned))) {
      throw unusable("belongs to somebody else, " + Files.getOwner(file, links));
    }
    PosixFileAttributeView posix =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, links);
    if (posix != null
        && posix.readAttributes().permissions().stream().anyMatch(NOT_FOR_OTHERS::contains)) {
      throw unusable("can be read or changed by others");
    }
  }

  IOException unusable(String problem) {
    return new IOException(
        "identity.salt: the file of the secret, "
            + file
            + ", "
            + problem
            + ". Fix: have the key 'identity.salt' name a file of 32 random bytes or more that only"
            + " this process' user can read, or remove this one and it is made anew (hashes then"
            + " differ from earlier ones)");
  }

  private boolean isPosix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
