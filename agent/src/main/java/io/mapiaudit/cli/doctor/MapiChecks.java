package io.mapiaudit.cli.doctor;

import io.mapiaudit.identity.Registry;
import io.mapiaudit.identity.Registry.Root;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which MAPI is installed. Nothing is loaded: files are looked at. */
public final class MapiChecks {

  private static final String CLIENTS = "Software\\Clients\\Mail";
  private static final String OUTLOOK =
      "Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\OUTLOOK.EXE";
  private static final List<String> BESIDE =
      Arrays.asList("olmapi32.dll", "exmapi32.dll", "msmapi32.dll", "emsmdb32.dll");

  private final Registry registry;
  private final Path windows;
  private final int ownBits;

  /**
   * Checks.
   *
   * @param windows the folder of Windows
   * @param ownBits of this Java, 32 or 64
   */
  MapiChecks(Registry registry, Path windows, int ownBits) {
    this.registry = registry;
    this.windows = windows;
    this.ownBits = ownBits;
  }

  /** All of them; where this is not Windows, one that says so. */
  public static List<Check> run(Optional<Registry> registry) {
    List<Check> checks = new ArrayList<>();
    String root = System.getenv("SystemRoot");
    if (!registry.isPresent() || root == null) {
      checks.add(
          Check.warn(
              "client",
              "there is no MAPI on this machine: it does not run Windows",
              "audit the program on the Windows machine where it uses MAPI"));
      return checks;
    }
    int bits = "32".equals(System.getProperty("sun.arch.data.model")) ? 32 : 64;
    return new MapiChecks(registry.get(), Paths.get(root), bits).checks();
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    // A 32-bit process finds its own folder under this name.
    Path stub = windows.resolve("System32").resolve("mapi32.dll");
    if (Files.exists(stub)) {
      checks.addAll(MapiFile.describe(stub.toString()));
    } else {
      checks.add(
          Check.warn(
              "mapi32.dll",
              stub + " is missing",
              "install Outlook, or MAPI of Exchange, of " + ownBits + " bits"));
    }
    Set<Path> clients = clients();
    if (clients.isEmpty()) {
      checks.add(
          Check.warn(
              "client",
              "no MAPI client is installed: mapi32.dll only hands calls on to one",
              "install Outlook, or MAPI of Exchange, of the bitness of the program's Java"));
    }
    for (Path file : clients) {
      checks.addAll(MapiFile.describe(file.toString()));
      int bits = MapiFile.bits(file.toString());
      if (bits != 0 && bits != ownBits) {
        checks.add(
            Check.warn(
                file.getFileName().toString(),
                "is of " + bits + " bits, and this Java of " + ownBits,
                "run the program with a Java of " + bits + " bits"));
      }
    }
    return checks;
  }

  /** The libraries of every registered client that are there. */
  private Set<Path> clients() {
    Set<Path> files = new LinkedHashSet<>();
    for (String client : registry.children(Root.LOCAL_MACHINE, CLIENTS)) {
      for (String name : Arrays.asList("DLLPathEx", "DLLPath")) {
        registry
            .value(Root.LOCAL_MACHINE, CLIENTS + "\\" + client, name)
            .ifPresent(path -> add(path, files));
      }
    }
    registry
        .value(Root.LOCAL_MACHINE, OUTLOOK, "")
        .flatMap(MapiChecks::path)
        .map(Path::getParent)
        .ifPresent(folder -> addBeside(folder, files));
    return files;
  }

  private static void add(String text, Set<Path> files) {
    Optional<Path> library = path(text).filter(Path::isAbsolute);
    if (library.filter(Files::exists).isPresent()) {
      files.add(library.get());
    }
    library.map(Path::getParent).ifPresent(folder -> addBeside(folder, files));
  }

  private static void addBeside(Path folder, Set<Path> files) {
    BESIDE.stream().map(folder::resolve).filter(Files::exists).forEach(files::add);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Paths.get(text.replace("\"", "")));
    } catch (RuntimeException noPath) {
      return Optional.empty();
    }
  }
}
