package io.mapiaudit.cli;

import io.mapiaudit.runtime.BuildInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar mapi-audit-agent.jar} without a command. */
@Command(
    name = "java -jar mapi-audit-agent.jar",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "<command>",
    description = "Audits Windows thread impersonation in Java code that talks to MAPI.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "1:findings at or above --fail-on",
      "2:usage",
      "3:no such target",
      "4:access denied or wrong user",
      "5:bitness mismatch",
      "6:attach disabled or unsupported JVM",
      "7:attached, self-test failed",
      "8:another version is attached already",
      "9:detach incomplete",
      "10:unreadable or corrupt input"
    },
    footer = "%nAs an agent: java -javaagent:mapi-audit-agent.jar[=key=value,key=value] ...")
final class RootCommand implements Runnable {

  /** Says which build this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mapi-audit " + BuildInfo.version()};
    }
  }

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
