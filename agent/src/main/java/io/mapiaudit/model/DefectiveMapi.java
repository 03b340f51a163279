package io.mapiaudit.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Builds of MAPI that the sources name as defective. What they do not name is not judged. */
public final class DefectiveMapi {

  private static final String EXCHANGE = "mapi32.dll exmapi32.dll";

  private static final List<Defect> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              new Defect(
                  EXCHANGE,
                  "5.5",
                  "5.5.2657.50",
                  "003",
                  "MAPIInitialize of another process purges profiles that are in use here",
                  "install the fix of KB 818861 (MAPI32.DLL 5.5.2657.50)"),
              new Defect(
                  EXCHANGE,
                  "6.0",
                  "6.1",
                  "003",
                  "profiles in use here are purged by processes of the same user in another Windows"
                      + " session, and without KB 817375 also by impersonating ones",
                  "install KB 817375, and keep all processes that use MAPI as this user in one"
                      + " Windows session"),
              new Defect(
                  EXCHANGE,
                  "6.5",
                  "6.5.7226",
                  "003",
                  "profiles in use here are purged by processes of the same user in another Windows"
                      + " session; SP1 of Exchange 2003 has the fix (its builds begin at 6.5.7226,"
                      + " which the source does not say)",
                  "install SP1 or newer"),
              new Defect(
                  EXCHANGE,
                  "6.5",
                  "6.5.8244",
                  "001",
                  "releases of message stores can hang, which MAPICDO 6.5.8244 fixed for one of two"
                      + " causes",
                  "install MAPICDO 6.5.8244 or newer"),
              new Defect(
                  EXCHANGE,
                  "6.5",
                  "6.6",
                  "001",
                  "releases of message stores can hang when more than one user has a session; the"
                      + " source names no build with a fix",
                  "let one service account do all MAPI work of a process"),
              new Defect(
                  "msmapi32.dll",
                  "8",
                  "12",
                  "003",
                  "profiles in use here are purged by impersonating processes and by those in"
                      + " another Windows session; no Outlook of that time has a fix",
                  "use a newer Outlook, or MAPI of Exchange")));

  private DefectiveMapi() {}

  /** What a source says of some builds. */
  public static final class Defect {
    private final String files;
    private final long from;
    private final long before;
    private final String source;
    private final String what;
    private final String fix;

    Defect(String files, String from, String before, String source, String what, String fix) {
      this.files = files;
      this.from = number(from);
      this.before = number(before);
      this.source = source;
      this.what = what;
      this.fix = fix;
    }

    /** The number of the source, for example {@code 003}. */
    public String source() {
      return source;
    }

    /** What goes wrong, without a full stop. */
    public String what() {
      return what;
    }

    /** What to do about it, without a full stop. */
    public String fix() {
      return fix;
    }
  }

  /**
   * The defects of a build; none when no source names it.
   *
   * @param file name of the library, in any case, without folders
   * @param version up to four numbers with dots between them
   * @throws IllegalArgumentException when the version is no such text
   */
  public static List<Defect> of(String file, String version) {
    String name = file.toLowerCase(Locale.ROOT);
    long number = number(version);
    List<Defect> found = new ArrayList<>();
    for (Defect defect : ALL) {
      if (Arrays.asList(defect.files.split(" ", -1)).contains(name)
          && number >= defect.from
          && number < defect.before) {
        found.add(defect);
      }
    }
    return found;
  }

  /** Files of which the sources name defective builds, lower case. */
  public static List<String> files() {
    List<String> files = new ArrayList<>();
    for (Defect defect : ALL) {
      for (String file : defect.files.split(" ", -1)) {
        if (!files.contains(file)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  /** Sixteen bits for each part, as Windows keeps it. */
  private static long number(String version) {
    String[] parts = version.split("\\.", -1);
    if (parts.length > 4) {
      throw new IllegalArgumentException("not a file version: " + version);
    }
    long number = 0;
    for (int i = 0; i < 4; i++) {
      int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
      if (part < 0 || part > 0xFFFF) {
        throw new IllegalArgumentException("not a file version: " + version);
      }
      // Versions do not reach the sign.
      number = number << 16 | part;
    }
    return number;
  }
}
