package io.mapiaudit.demo;

import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.runner.Arguments;
import io.mapiaudit.demo.runner.Runner;
import io.mapiaudit.demo.scenario.Scenario;
import io.mapiaudit.demo.scenario.Scenarios;
import io.mapiaudit.demo.scenario.Stage;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;

/** The command line: lists scenarios, runs one in this JVM, or runs them all under the agent. */
public final class Main {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /** Ends with 0 when all went as documented, 1 when it did not, 2 on a wrong command line. */
  public static void main(String[] arguments) {
    int code = run(arguments, System.out, System.err);
    System.out.flush();
    if (code != OK) {
      System.exit(code);
    }
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    String command = arguments.length == 0 ? "list" : arguments[0];
    try {
      if (command.equals("list")) {
        list(out);
        return OK;
      }
      if (command.equals("run")) {
        return Runner.main(Arrays.asList(arguments).subList(1, arguments.length), out);
      }
      if (command.equals("serve")) {
        return Service.serve(out, err);
      }
      Arguments options = Arguments.of(Arrays.asList(arguments).subList(1, arguments.length));
      Optional<Scenario> scenario = Scenarios.named(command);
      if (!scenario.isPresent()) {
        throw new IllegalArgumentException("no scenario '" + command + "'; see 'list'");
      }
      return play(scenario.get(), options, out);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return USAGE;
    } catch (StandInLibrary.MissingException e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (Exception e) {
      err.println(command + " did not end as documented:");
      e.printStackTrace(err);
      return FAILED;
    }
  }

  private static int play(Scenario scenario, Arguments options, PrintStream out) throws Exception {
    Bridge bridge = Bridge.ofLabel(options.get("bridge", "jna"));
    Stage stage = new Stage(bridge, options.get("role", ""), out);
    try {
      scenario.run(stage);
    } finally {
      stage.print();
    }
    return OK;
  }

  private static void list(PrintStream out) {
    String bridges = Bridge.known("|");
    out.println("java -jar mapi-demo.jar <scenario> [--bridge " + bridges + "]");
    out.println("java -jar mapi-demo.jar run [<scenario>...] [--bridge " + bridges + "]");
    out.println("    [--agent <jar>] [--out <folder>] [--java <home>]");
    out.println("java -jar mapi-demo.jar serve     plays what standard input names, a line each");
    out.println();
    for (Scenario scenario : Scenarios.all()) {
      out.printf("  %-30s %s%n", scenario.name(), scenario.summary());
    }
  }
}
