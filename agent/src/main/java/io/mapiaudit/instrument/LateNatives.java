package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbePrefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Finds the native methods that are entry points, configured or bound by JNA, of classes that were
 * loaded before the agent came. Such a class cannot be given the wrapper that those loaded later
 * get.
 */
final class LateNatives {

  private static final String WHY = "its class was loaded before the agent";

  /** Where one of these is loaded there may be sessions already. */
  private static final List<String> BRIDGES =
      Collections.unmodifiableList(
          Arrays.asList("com.sun.jna.Function", "com.jacob.com.Dispatch", "com4j.Wrapper"));

  private static final List<String> LINKER =
      Collections.singletonList("jdk.internal.foreign.abi.AbstractLinker");

  private final EntryPointCatalogue catalogue;
  private final HookReport report;
  private final CallSites sites = new CallSites();

  /** Names of the methods by the class they are in. */
  private final Map<String, Set<String>> owners = new TreeMap<>();

  private LateNatives(EntryPointCatalogue catalogue, HookReport report) {
    this.catalogue = catalogue;
    this.report = report;
  }

  /** The calls of such methods to look for, among them those that name a class that inherits it. */
  static LateNatives find(Class<?>[] loaded, EntryPointCatalogue catalogue, HookReport report) {
    LateNatives found = new LateNatives(catalogue, report);
    for (Class<?> type : loaded) {
      for (ConfiguredMethod method : catalogue.configured()) {
        if (type.getName().equals(method.className()) && !type.isInterface()) {
          found.look(type, method, loaded);
        }
      }
    }
    for (Class<?> type : RegisteredClasses.among(loaded)) {
      found.lookAtDirectlyMapped(type, loaded);
    }
    found.owners.forEach(found::tellWhatIsNotSeen);
    found.tellWhatIsOlder(loaded);
    return found;
  }

  CallSites sites() {
    return sites;
  }

  private void tellWhatIsNotSeen(String owner, Set<String> methods) {
    String what = "calls of " + owner + " (" + String.join(", ", methods) + ") ";
    report.blindSpot(
        new BlindSpot(
            what + "by reflection, by method handles and by native code",
            WHY + ", so they are seen only where Java code calls it by name",
            BlindSpot.RESTART));
    report.blindSpot(
        new BlindSpot(
            what + "through method references that were evaluated before",
            WHY,
            BlindSpot.RESTART + ", or have the references evaluated again"));
  }

  private void tellWhatIsOlder(Class<?>[] loaded) {
    if (!owners.isEmpty() || isAnyOf(BRIDGES, loaded)) {
      report.blindSpot(
          new BlindSpot(
              "sessions, objects and advise sinks that are there already",
              "the calls that made them were not seen, so theirs and their notifications cannot be"
                  + " told",
              BlindSpot.RESTART + ", or have the application log on again"));
    }
    if (isAnyOf(LINKER, loaded)) {
      report.blindSpot(
          new BlindSpot(
              "downcall handles and upcall stubs of the foreign linker that are there already",
              "they are wrapped when they are made",
              BlindSpot.RESTART));
    }
  }

  private static boolean isAnyOf(List<String> names, Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      if (names.contains(type.getName()) && !OwnLoaders.include(type.getClassLoader())) {
        return true;
      }
    }
    return false;
  }

  private void look(Class<?> type, ConfiguredMethod wanted, Class<?>[] loaded) {
    try {
      for (MethodKey method : nativeMethods(type)) {
        if (wanted.means(method) && !isWrapped(type, method)) {
          owners.computeIfAbsent(type.getName(), name -> new TreeSet<>()).add(method.name());
          add(type, method, catalogue.number(method, wanted), loaded);
        }
      }
    } catch (IOException | RuntimeException | LinkageError failure) {
      report.notHooked(type.getName(), "its class file cannot be read: " + failure);
    }
  }

  /** What JNA has bound already; that a function mapper renamed it cannot be told any more. */
  private void lookAtDirectlyMapped(Class<?> type, Class<?>[] loaded) {
    try {
      for (MethodKey method : nativeMethods(type)) {
        if (catalogue.function(method.name()) != null && !isWrapped(type, method)) {
          owners.computeIfAbsent(type.getName(), name -> new TreeSet<>()).add(method.name());
          add(type, method, catalogue.numberOfBound(method), loaded);
        }
      }
    } catch (IOException | RuntimeException | LinkageError failure) {
      report.notHooked(type.getName(), "its class file cannot be read: " + failure);
    }
  }

  private void add(Class<?> type, MethodKey method, int number, Class<?>[] loaded) {
    for (Class<?> heir : loaded) {
      if (type.isAssignableFrom(heir) && !heir.isArray()) {
        sites.add(method.in(heir.getName()), number);
      }
    }
    addSupertypes(type, method, number);
    report.hookedByCallers(type.getName() + '.' + method.name());
  }

  /** Programs that have an interface before their natives name that one in their calls. */
  private void addSupertypes(Class<?> type, MethodKey method, int number) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c != type && c != Object.class) {
        sites.addDispatched(method.in(c.getName()), number);
      }
      for (Class<?> implemented : c.getInterfaces()) {
        addInterfaces(implemented, method, number);
      }
    }
  }

  private void addInterfaces(Class<?> type, MethodKey method, int number) {
    sites.addDispatched(method.in(type.getName()), number);
    for (Class<?> extended : type.getInterfaces()) {
      addInterfaces(extended, method, number);
    }
  }

  /** An earlier attachment may have been there when the class was loaded. */
  private static boolean isWrapped(Class<?> type, MethodKey method) {
    try {
      return Arrays.stream(type.getDeclaredMethods())
          .anyMatch(m -> m.getName().equals(ProbePrefix.NATIVE + method.name()));
    } catch (LinkageError unresolvable) {
      // A class that mentions what is not there; the link of each call looks again.
      return false;
    }
  }

  /** From the class file: asking the class for its methods loads whatever they mention. */
  private static List<MethodKey> nativeMethods(Class<?> type) throws IOException {
    byte[] classFile = ClassFiles.of(type);
    if (classFile == null) {
      throw new IOException("its class loader has none");
    }
    List<MethodKey> methods = new ArrayList<>();
    OpenedClassReader.of(classFile)
        .accept(
            new ClassVisitor(OpenedClassReader.ASM_API) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  String signature,
                  String[] exceptions) {
                if ((access & Opcodes.ACC_NATIVE) != 0) {
                  methods.add(new MethodKey(type.getName(), name, descriptor));
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    return methods;
  }
}
