package io.mapiaudit.instrument.discover;

import io.mapiaudit.instrument.KnownNames;
import io.mapiaudit.model.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads class files and lists what looks like MAPI or impersonation. For one thread. */
public final class CandidateScan {

  private final Program program = new Program();
  private final BiConsumer<String, String> unreadable;
  private int classes;

  /**
   * A scan.
   *
   * @param unreadable is given each file that is passed over, and why
   */
  public CandidateScan(BiConsumer<String, String> unreadable) {
    this.unreadable = unreadable;
  }

  /** Reads a class file, an archive with those inside it, or all of them below a folder. */
  public void read(Path path) throws IOException {
    new ClassFileWalk(
            new ClassFileWalk.Visitor() {
              @Override
              public void classFile(String file, byte[] bytes) {
                add(file, bytes);
              }

              @Override
              public void unreadable(String file, String why) {
                unreadable.accept(file, why);
              }
            })
        .walk(path);
  }

  private void add(String file, byte[] bytes) {
    try {
      program.add(ClassFact.read(file, bytes));
      classes++;
    } catch (IllegalArgumentException damaged) {
      unreadable.accept(file, damaged.getMessage());
    }
  }

  /** How many class files were read. */
  public int classes() {
    return classes;
  }

  /** What was found, class by class in the order of reading; callbacks after all natives. */
  public List<Candidate> candidates() {
    KnownNames known = new KnownNames();
    Natives natives = new Natives(program, known);
    Bridges bridges = new Bridges(program, known);
    List<Candidate> found = new ArrayList<>();
    List<Candidate> others = new ArrayList<>();
    for (ClassFact type : program.classes()) {
      found.addAll(natives.of(type));
      others.addAll(bridges.of(type));
    }
    found.addAll(new Callbacks(program).of(found));
    found.addAll(others);
    return found;
  }
}
