package io.mapiaudit.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** Finds the libraries in a jar that Java code can reach MAPI by, with their versions. */
final class BridgeJar {

  private static final Pattern NESTED =
      Pattern.compile("(?:.*/)?((?:jna|jna-platform|jacob|com4j)-[0-9][^/]*\\.jar)");
  private static final Pattern VERSION = Pattern.compile("-([0-9][^/\\\\]*)\\.jar");

  /** A class of each, and where Maven puts its version. */
  private static final Map<String, String[]> BRIDGES = new LinkedHashMap<>();

  static {
    BRIDGES.put("JNA", new String[] {"com/sun/jna/Native.class", "net.java.dev.jna/jna"});
    BRIDGES.put(
        "jna-platform",
        new String[] {
          "com/sun/jna/platform/win32/Kernel32.class", "net.java.dev.jna/jna-platform"
        });
    BRIDGES.put("JACOB", new String[] {"com/jacob/com/Dispatch.class", "xyz.cofe/jacob"});
    BRIDGES.put("com4j", new String[] {"com4j/Com4jObject.class", "org.jvnet.com4j/com4j"});
  }

  private BridgeJar() {}

  /** One text for each, none when the jar has none or cannot be read. */
  static List<String> bridges(File jar) {
    List<String> found = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      BRIDGES.forEach(
          (name, about) -> {
            if (file.getEntry(about[0]) != null) {
              found.add(name + " " + version(file, jar, about[1]) + " in " + jar);
            }
          });
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        Matcher nested = NESTED.matcher(all.nextElement().getName());
        if (nested.matches()) {
          found.add(nested.group(1) + " in " + jar);
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      // Another user's, or no longer there.
    }
    return found;
  }

  private static String version(JarFile file, File jar, String artifact) {
    ZipEntry maven = file.getEntry("META-INF/maven/" + artifact + "/pom.properties");
    if (maven != null) {
      try (InputStream in = file.getInputStream(maven)) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version", "of unknown version");
      } catch (IOException | IllegalArgumentException damaged) {
        return "of unknown version";
      }
    }
    String bare = artifact.substring(artifact.indexOf('/') + 1);
    Matcher inName = VERSION.matcher(jar.getName());
    return jar.getName().startsWith(bare) && inName.find() ? inName.group(1) : "of unknown version";
  }
}
