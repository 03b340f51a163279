package io.mapiaudit.instrument.discover;

import io.mapiaudit.instrument.KnownNames;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.Candidate;
import io.mapiaudit.model.Candidate.Guess;
import io.mapiaudit.model.Candidate.Need;
import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.List;

/** Native methods: JNI wrappers, and what JNA maps directly. */
final class Natives {

  private final Program program;
  private final KnownNames known;

  Natives(Program program, KnownNames known) {
    this.program = program;
    this.known = known;
  }

  /** Those of a class that look like MAPI. */
  List<Candidate> of(ClassFact owner) {
    List<Candidate> found = new ArrayList<>();
    boolean others = owner.methods().stream().anyMatch(m -> isTelling(owner, m));
    for (MethodFact method : owner.methods()) {
      if (!method.isNative() || method.isSynthetic()) {
        continue;
      }
      Kind function = known.function(method.name());
      if (function != null && program.isDirectlyMapped(owner)) {
        String reason = "exported function, mapped directly";
        Guess guess = new Guess.Builder(function, reason).build();
        found.add(candidate(owner, method, Bridge.JNA_DIRECT, Need.NONE, guess));
        continue;
      }
      Likeness likeness = Likeness.of(owner, method);
      likeness = others ? likeness.besideOthers(Words.of(method.name())) : likeness;
      if (function != null || likeness.isEnough()) {
        Kind kind = function != null ? function : KindByName.of(method);
        String reason = function != null ? "named like an exported function" : likeness.reason();
        found.add(declaration(owner, method, kind, reason));
      }
    }
    return found;
  }

  private Candidate declaration(ClassFact owner, MethodFact method, Kind kind, String reason) {
    Bridge bridge = program.isDirectlyMapped(owner) ? Bridge.JNA_DIRECT : Bridge.JNI;
    Guess guess = Handles.guess(method, kind, reason);
    return candidate(owner, method, bridge, Need.DECLARATION, guess);
  }

  static Candidate candidate(
      ClassFact owner, MethodFact method, Bridge bridge, Need need, Guess guess) {
    return new Candidate(
        owner.binaryName(), method.name(), method.descriptor(), bridge, owner.file(), need, guess);
  }

  private static boolean isTelling(ClassFact owner, MethodFact method) {
    return method.isNative() && Likeness.of(owner, method).isEnough();
  }
}
