package io.mapiaudit.cli.doctor;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.cli.process.ProcessFiles;
import io.mapiaudit.identity.Environment;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a running program shows of MAPI without the agent: loaded libraries, and jars of bridges.
 */
public final class ProgramChecks {

  private final JvmProcess process;
  private final ProcessFiles files;

  private ProgramChecks(JvmProcess process) {
    this.process = process;
    this.files = new ProcessFiles(process.pid());
  }

  /** All of them. */
  public static List<Check> run(JvmProcess process) {
    return new ProgramChecks(process).checks();
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    boolean listed = true;
    List<String> loaded = new ArrayList<>();
    try {
      loaded = mapi(modules());
    } catch (IllegalStateException unknown) {
      listed = false;
      checks.add(
          Check.note(
              "libraries", "those of the process cannot be listed: " + unknown.getMessage()));
    }
    loaded.forEach(path -> checks.addAll(MapiFile.describe(path)));
    List<Check> bridges = bridges();
    checks.addAll(bridges);
    if (loaded.isEmpty() && listed) {
      checks.add(
          bridges.isEmpty()
              ? Check.warn(
                  "MAPI",
                  "none: the process has loaded no MAPI library, and no JNA, JACOB or com4j shows on"
                      + " its class path",
                  "see that this is the right process; discover, given its jars, tells of JNI"
                      + " wrappers; or ask again once it has used MAPI")
              : Check.note("MAPI", "the process has loaded no MAPI library so far"));
    }
    return checks;
  }

  private Collection<String> modules() {
    if (Environment.isWindows()) {
      return Environment.modules(process.pid());
    }
    Set<String> mapped = files.mapped();
    if (mapped.isEmpty()) {
      throw new IllegalStateException("its memory map may not be read by this user");
    }
    return mapped;
  }

  private static List<String> mapi(Collection<String> modules) {
    return modules.stream().filter(MapiFile::isMapi).distinct().collect(Collectors.toList());
  }

  private List<Check> bridges() {
    List<Check> checks = new ArrayList<>();
    String classPath = process.classPath() == null ? "" : process.classPath();
    Set<String> jars = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        jars.add(resolved(entry));
      }
    }
    jars.addAll(files.openJars());
    for (String jar : jars) {
      for (String bridge : BridgeJar.bridges(new File(jar))) {
        checks.add(Check.ok("bridge", bridge));
      }
    }
    boolean cut = classPath.length() >= JvmProcess.LONGEST_TEXT;
    if (cut && files.openJars().isEmpty()) {
      checks.add(
          Check.note(
              "class path",
              "only its first " + JvmProcess.LONGEST_TEXT + " characters are shared"));
    }
    return checks;
  }

  /** Relative entries mean the directory the process works in. */
  private String resolved(String entry) {
    return files
        .workingDirectory()
        .map(directory -> directory.resolve(entry).toString())
        .orElse(entry);
  }
}
