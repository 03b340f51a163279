package io.mapiaudit.demo.scenario;

import java.util.Collections;
import java.util.List;

/** A small program that uses MAPI in one particular way. */
public interface Scenario {

  /**
   * System property with the path of a file. Who looks at the process now and then cannot say when;
   * the file is made once it has been seen.
   */
  String UNTIL = "mapi.demo.until";

  /** One start of a JVM with the scenario. */
  final class Launch {
    private final String role;
    private final boolean endsAbruptly;

    Launch(String role, boolean endsAbruptly) {
      this.role = role;
      this.endsAbruptly = endsAbruptly;
    }

    /** What to pass as {@code --role}. */
    public String role() {
      return role;
    }

    /** True when the process is killed by what it does. */
    public boolean endsAbruptly() {
      return endsAbruptly;
    }
  }

  /** Its name on the command line. */
  String name();

  /** What it does, in one sentence. */
  String summary();

  /** Runs it; returning means that it went as documented, whatever MAPI made of it. */
  void run(Stage stage) throws Exception;

  /**
   * True when the stand-in is to have the file name of Exchange's MAPI on Windows: by that the
   * agent knows threads that MAPI makes for itself.
   */
  default boolean underNameOfMapi() {
    return false;
  }

  /** True when it goes on until it is told by {@link #UNTIL} that what it shows has been found. */
  default boolean endsWhenFound() {
    return false;
  }

  /** The JVMs to start for it, one after the other. */
  default List<Launch> launches() {
    return Collections.singletonList(new Launch("", false));
  }
}
