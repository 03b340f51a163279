package io.mapiaudit.cli.doctor;

import io.mapiaudit.identity.Environment;
import io.mapiaudit.identity.PortableExecutable;
import io.mapiaudit.model.DefectiveMapi;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A library of MAPI: its bitness, its version, and what the sources say of that. */
final class MapiFile {

  private static final List<String> NAMES =
      Arrays.asList(
          "mapi32.dll",
          "mapistub.dll",
          "msmapi32.dll",
          "exmapi32.dll",
          "olmapi32.dll",
          "emsmdb32.dll",
          "mspst32.dll",
          "cdo.dll",
          "libmapidemo.so",
          "mapidemo.dll");

  private MapiFile() {}

  /** True when a loaded file is part of MAPI, or the stand-in for it. */
  static boolean isMapi(String path) {
    return NAMES.contains(name(path));
  }

  private static String name(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(slash + 1).toLowerCase(Locale.ROOT);
  }

  /** What there is to tell of a library; the first line is of the library itself. */
  static List<Check> describe(String path) {
    Optional<String> version =
        Environment.isWindows() ? Environment.fileVersion(path) : Optional.empty();
    return describe(path, bits(path), version);
  }

  static List<Check> describe(String path, int bits, Optional<String> version) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.ok(
            name(path),
            path
                + (bits == 0 ? "" : ", " + bits + "-bit")
                + version.map(value -> ", version " + value).orElse("")));
    version.ifPresent(
        value -> {
          for (DefectiveMapi.Defect defect : DefectiveMapi.of(name(path), value)) {
            checks.add(
                Check.warn(
                    name(path),
                    "version " + value + ": " + defect.what() + " (source " + defect.source() + ")",
                    defect.fix()));
          }
        });
    return checks;
  }

  /** 0 when it cannot be told. */
  static int bits(String path) {
    try {
      Path file = Paths.get(path);
      return PortableExecutable.bits(file);
    } catch (IOException | RuntimeException unreadable) {
      return 0;
    }
  }
}
