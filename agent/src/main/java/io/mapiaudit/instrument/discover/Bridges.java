package io.mapiaudit.instrument.discover;

import io.mapiaudit.instrument.KnownNames;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.Candidate;
import io.mapiaudit.model.Candidate.Guess;
import io.mapiaudit.model.Candidate.Need;
import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What is called through JNA, COM bridges and the foreign linker, by the names in class files. */
final class Bridges {

  private static final String JNA_LIBRARY = "com/sun/jna/Library";
  private static final String STD_CALL = "com/sun/jna/win32/StdCall";
  private static final String PLATFORM = "com/sun/jna/platform/win32/";
  private static final String COM = PLATFORM + "COM/";

  private final Program program;
  private final KnownNames known;

  Bridges(Program program, KnownNames known) {
    this.program = program;
    this.known = known;
  }

  List<Candidate> of(ClassFact type) {
    List<Candidate> found = new ArrayList<>();
    if (isLibrary(type)) {
      mapped(type, found);
      return found;
    }
    if (!type.hasNatives()) {
      byName(type, found);
    }
    automation(type, found);
    return found;
  }

  private boolean isLibrary(ClassFact type) {
    return type.isInterface()
        && (program.inherits(type, JNA_LIBRARY)
            || program.inherits(type, STD_CALL)
            || (program.inherits(type, PLATFORM) && !program.inherits(type, COM)));
  }

  private void mapped(ClassFact library, List<Candidate> found) {
    for (MethodFact method : library.methods()) {
      if (method.isSynthetic() || method.isStatic()) {
        continue;
      }
      Kind kind = known.function(method.name());
      if (kind != null) {
        Guess guess = new Guess.Builder(kind, "exported function in a JNA interface").build();
        found.add(Natives.candidate(library, method, Bridge.JNA, Need.NONE, guess));
      } else if (Likeness.telling(Words.of(method.name())) != null) {
        String reason =
            "a function of another library in a JNA interface, which cannot be declared itself:"
                + " declare the methods that call it";
        Guess guess = new Guess.Builder(KindByName.of(method), reason).build();
        found.add(Natives.candidate(library, method, Bridge.JNA, Need.CALLER, guess));
      }
    }
  }

  /** Functions that are looked up by name, and calls of the libraries jna-platform has mapped. */
  private void byName(ClassFact type, List<Candidate> found) {
    boolean foreign = type.usesAny("java/lang/foreign/");
    boolean jna =
        type.usesAny("com/sun/jna/Function", "com/sun/jna/NativeLibrary", PLATFORM + "Advapi32");
    if (!foreign && !jna) {
      return;
    }
    TreeSet<String> names = new TreeSet<>();
    type.texts().stream().filter(text -> known.function(text) != null).forEach(names::add);
    if (!names.isEmpty()) {
      found.add(user(type, jna ? Bridge.JNA : Bridge.FFM, "names " + String.join(", ", names)));
    }
  }

  private void automation(ClassFact type, List<Candidate> found) {
    Bridge bridge =
        type.usesAny("com/jacob/")
            ? Bridge.JACOB
            : type.usesAny("com4j/") ? Bridge.COM4J : type.usesAny(COM) ? Bridge.JNA_COM : null;
    if (bridge == null) {
      return;
    }
    TreeSet<String> names = new TreeSet<>();
    for (String text : type.texts()) {
      String name = known.automationClass(text);
      if (name != null) {
        names.add(text.trim().equalsIgnoreCase(name) ? name : name + " (" + text.trim() + ")");
      }
    }
    if (!names.isEmpty()) {
      found.add(user(type, bridge, "makes or uses objects of " + String.join(", ", names)));
    }
  }

  private static Candidate user(ClassFact type, Bridge bridge, String reason) {
    Guess guess = new Guess.Builder(null, reason).build();
    return new Candidate(type.binaryName(), null, null, bridge, type.file(), Need.NONE, guess);
  }
}
