package io.mapiaudit.it.program;

import io.mapiaudit.demo.load.LoadDriver;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the load driver, then takes every file handle that the process may have, and runs it again.
 */
public final class NoFilesLeft {

  private NoFilesLeft() {}

  public static void main(String[] arguments) throws Exception {
    String[] few = arguments.clone();
    few[1] = "10";
    LoadDriver.main(few);
    List<FileInputStream> taken = new ArrayList<>();
    boolean more = true;
    while (more) {
      try {
        taken.add(new FileInputStream("/dev/null"));
      } catch (IOException tooMany) {
        more = false;
      }
    }
    LoadDriver.main(arguments);
    for (FileInputStream file : taken) {
      file.close();
    }
  }
}
