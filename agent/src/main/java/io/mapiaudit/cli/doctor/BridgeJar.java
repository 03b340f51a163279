package io.mapiaudit.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  private static final String JNA_VERSION = "com/sun/jna/Version.class";
  private static final int MAX_VERSION_CLASS = 4096;
  private static final Pattern CONSTANT =
      Pattern.compile("VERSION.*?([0-9]+\\.[0-9]+\\.[0-9]+)", Pattern.DOTALL);
  private static final String UNKNOWN = "of unknown version";

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

  /** The text of the constant VERSION in a class file that has little else. */
  private static String inConstants(JarFile file, ZipEntry entry) {
    byte[] bytes = new byte[MAX_VERSION_CLASS];
    try (InputStream in = file.getInputStream(entry)) {
      int length = 0;
      for (int n = in.read(bytes); n > 0; n = in.read(bytes, length, bytes.length - length)) {
        length += n;
      }
      Matcher version = CONSTANT.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
      return version.find() ? version.group(1) : UNKNOWN;
    } catch (IOException damaged) {
      return UNKNOWN;
    }
  }

  private static String version(JarFile file, File jar, String artifact) {
    ZipEntry maven = file.getEntry("META-INF/maven/" + artifact + "/pom.properties");
    if (maven != null) {
      try (InputStream in = file.getInputStream(maven)) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version", UNKNOWN);
      } catch (IOException | IllegalArgumentException damaged) {
        return UNKNOWN;
      }
    }
    ZipEntry ofJna = file.getEntry(JNA_VERSION);
    if (ofJna != null && artifact.contains("/jna")) {
      // Shaded jars have lost the rest. jna-platform carries the number of the JNA it goes with.
      return inConstants(file, ofJna);
    }
    String bare = artifact.substring(artifact.indexOf('/') + 1);
    Matcher inName = VERSION.matcher(jar.getName());
    return jar.getName().startsWith(bare) && inName.find() ? inName.group(1) : UNKNOWN;
  }
}
