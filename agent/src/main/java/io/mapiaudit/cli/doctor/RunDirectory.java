package io.mapiaudit.cli.doctor;

import io.mapiaudit.cli.doctor.Check.Obstacle;
import io.mapiaudit.output.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The directory of runs: a folder is made in it as the agent makes one, and taken away again. */
final class RunDirectory {

  private static final String NAME = "dir";
  private static final long MIB = 1 << 20;

  private final Optional<Path> configured;
  private final List<Path> candidates;

  RunDirectory(Optional<Path> configured, Optional<Path> workingDirectory) {
    this.configured = configured;
    this.candidates =
        configured.isPresent()
            ? Arrays.asList(configured.get())
            : Arrays.asList(
                workingDirectory.orElse(Paths.get("")).toAbsolutePath().resolve("mapi-audit"),
                Paths.get(System.getProperty("java.io.tmpdir")).resolve("mapi-audit"));
  }

  /**
   * What there is to tell.
   *
   * @param journalBytes that a run may take
   */
  List<Check> check(long journalBytes) {
    List<Check> checks = new ArrayList<>();
    String failures = "";
    for (Path dir : candidates) {
      try {
        checks.add(tried(dir));
        checks.add(room(dir, journalBytes));
        return checks;
      } catch (IOException | RuntimeException failure) {
        failures += (failures.isEmpty() ? "" : "; ") + failure.getMessage();
      }
    }
    checks.add(
        Check.problem(
            Obstacle.CONFIGURATION,
            NAME,
            failures,
            "set the key dir to a directory that "
                + System.getProperty("user.name")
                + ", or who the program runs as, can write to"));
    return checks;
  }

  private Check tried(Path dir) throws IOException {
    List<Path> made = missing(dir);
    try {
      Path folder = RunFolder.create(dir, true, 0, Instant.now()).path();
      boolean ownerOnly = isOwnerOnly(folder);
      Files.delete(folder);
      String text =
          dir + (configured.isPresent() ? "" : " (default)") + " can be written as this user";
      return ownerOnly
          ? Check.ok(NAME, text + "; folders of runs are their owner's alone")
          : Check.warn(
              NAME,
              text
                  + ", and others can look into folders of runs: the file system keeps no"
                  + " permissions",
              "name a directory on a file system that does (NTFS), which others cannot enter");
    } finally {
      for (Path path : made) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** What is not there yet, the deepest first. */
  private static List<Path> missing(Path dir) {
    List<Path> missing = new ArrayList<>();
    for (Path path = dir.toAbsolutePath().normalize();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private static boolean isOwnerOnly(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> all = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
      all.removeIf(permission -> permission.name().startsWith("OWNER"));
      return all.isEmpty();
    }
    java.nio.file.attribute.AclFileAttributeView view =
        Files.getFileAttributeView(folder, java.nio.file.attribute.AclFileAttributeView.class);
    return view != null
        && view.getAcl().stream().allMatch(entry -> sameUser(entry.principal(), view));
  }

  private static boolean sameUser(
      java.security.Principal principal, java.nio.file.attribute.AclFileAttributeView view) {
    try {
      return principal.equals(view.getOwner());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Check room(Path dir, long journalBytes) throws IOException {
    Path existing = dir.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    String text = free / MIB + " MiB free, a run's journal takes up to " + journalBytes / MIB;
    return free >= journalBytes
        ? Check.ok("disk", text)
        : Check.warn(
            "disk",
            text,
            "make room or lower journal.max-size: on a full disk the oldest events are given up");
  }
}
