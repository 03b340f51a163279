package io.mapiaudit.it;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in HKEY_CURRENT_USER of the Windows lab, which others use too; gone when closed. */
final class WindowsRegistryKeys implements AutoCloseable {

  private static final String ROOT = "HKCU\\";
  private static final Pattern SID = Pattern.compile("S-1-[0-9-]+");

  private final Deque<List<String>> undo = new ArrayDeque<>();

  /** Adds a value, and the keys above it. */
  void add(String key, String name, String type, String data)
      throws IOException, InterruptedException {
    undo.push(List.of("delete", ROOT + key, "/v", name, "/f"));
    if (key.contains("Profiles\\")) {
      // The profile as a whole: the test has made it.
      String profile = key.substring(0, key.indexOf('\\', key.indexOf("Profiles\\") + 9));
      undo.push(List.of("delete", ROOT + profile, "/f"));
    }
    List<String> add = List.of("add", ROOT + key, "/v", name, "/t", type, "/d", data, "/f");
    Jvm.Outcome outcome = reg(add);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(outcome);
    }
  }

  /** The SID of the lab's user, as the name of a loaded hive. */
  String user() throws IOException, InterruptedException {
    Jvm.Outcome outcome = reg(List.of("query", "HKU"));
    Matcher sid = SID.matcher(outcome.out());
    if (!sid.find()) {
      throw new AssertionError(outcome);
    }
    return sid.group();
  }

  private static Jvm.Outcome reg(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("bash", Project.windowsLab().toString(), "wine", "reg.exe"));
    command.addAll(arguments);
    return Processes.run(command, Map.of());
  }

  @Override
  public void close() throws IOException {
    try {
      while (!undo.isEmpty()) {
        // What is gone with the key above it cannot be deleted once more.
        reg(undo.pop());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
