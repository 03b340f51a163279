package io.mapiaudit.instrument.discover;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.Candidate;
import io.mapiaudit.model.Candidate.Need;
import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * Java methods that native code calls when something happens. An interface that a native advise
 * method takes is one for certain; without such a native in the package, names have to do.
 */
final class Callbacks {

  private static final String JNA_CALLBACK = "com/sun/jna/Callback";

  private final Program program;

  Callbacks(Program program) {
    this.program = program;
  }

  /** Those that belong to these native methods. */
  List<Candidate> of(List<Candidate> natives) {
    Set<String> taken = new LinkedHashSet<>();
    Set<String> packages = new LinkedHashSet<>();
    Set<String> settled = new LinkedHashSet<>();
    for (Candidate candidate : natives) {
      if (candidate.bridge() != Bridge.JNI) {
        continue;
      }
      String name = candidate.className().replace('.', '/');
      String home = name.substring(0, Math.max(0, name.lastIndexOf('/')));
      packages.add(home);
      if (candidate.guess().kind() == Kind.ADVISE && takeSinks(candidate, taken)) {
        settled.add(home);
      }
    }
    packages.removeAll(settled);
    List<Candidate> found = new ArrayList<>();
    for (ClassFact type : program.classes()) {
      boolean isTaken = taken.contains(type.name());
      if (isTaken || packages.contains(type.packageName())) {
        methods(type, isTaken, found);
      }
    }
    return found;
  }

  private boolean takeSinks(Candidate advise, Set<String> taken) {
    boolean any = false;
    for (Type parameter : Type.getArgumentTypes(advise.descriptor())) {
      boolean object = parameter.getSort() == Type.OBJECT;
      ClassFact type = object ? program.get(parameter.getInternalName()) : null;
      if (type != null) {
        taken.add(type.name());
        any = true;
      }
    }
    return any;
  }

  private void methods(ClassFact type, boolean isTaken, List<Candidate> found) {
    if (program.inherits(type, JNA_CALLBACK)) {
      return; // JNA tells of these itself.
    }
    for (MethodFact method : type.methods()) {
      boolean sure = isTaken && type.isInterface() && !method.isStatic();
      if (method.isNative()
          || method.isSynthetic()
          || !(sure || isLikely(method))
          || isInherited(type, method)) {
        continue;
      }
      String reason =
          isTaken ? "called back by native code that was given it" : "named like a callback";
      found.add(
          Natives.candidate(
              type,
              method,
              Bridge.JNI,
              Need.DECLARATION,
              Handles.guess(method, Kind.NOTIFICATION, reason)));
    }
  }

  /** A declared interface means the classes that implement it too. */
  private boolean isInherited(ClassFact type, MethodFact method) {
    for (String name : program.supertypes(type)) {
      ClassFact supertype = program.get(name);
      if (supertype != null && supertype.methods().stream().anyMatch(method::isSameAs)) {
        return true;
      }
    }
    return false;
  }

  static boolean hasLikelyOne(ClassFact type) {
    return type.methods().stream().anyMatch(method -> !method.isNative() && isLikely(method));
  }

  private static boolean isLikely(MethodFact method) {
    Words name = Words.of(method.name());
    boolean tells = name.has("on", "handle", "fire", "native");
    return name.has("notify", "notification", "notif", "notified")
        || (tells && name.has("mail", "event", "message", "callback"));
  }
}
