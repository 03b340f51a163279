package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.WhoAmI;

/** Processes of one user in two Windows sessions do not see each other's profiles in use. */
final class TerminalServices implements Scenario {

  private static final String CONSOLE = "console";
  private static final String REMOTE = "remote";
  private static final String PROFILE = "Event Script";
  private static final int CONSOLE_SESSION = 0;
  private static final int REMOTE_SESSION = 2;

  @Override
  public String name() {
    return "terminal-services";
  }

  @Override
  public String summary() {
    return "One user in two Windows sessions: MAPIInitialize purges the other one's profile.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    switch (stage.role()) {
      case CONSOLE:
        stage.worker("worker", 0, log -> console(stage, log)).join();
        break;
      case REMOTE:
        stage.worker("worker", 0, log -> remote(stage, log)).join();
        break;
      default:
        direct(stage);
    }
  }

  private void direct(Stage stage) throws Exception {
    try (Hive hive = Hive.create();
        OtherProcess console =
            OtherProcess.start(stage, this, CONSOLE, hive.variables(CONSOLE_SESSION))) {
      console.awaitReady();
      try (OtherProcess remote =
          OtherProcess.start(stage, this, REMOTE, hive.variables(REMOTE_SESSION))) {
        remote.finish();
      }
      console.proceed();
      console.finish();
    }
  }

  private static void console(Stage stage, Transcript.Actor log) throws Exception {
    TemporaryProfile profile = TemporaryProfile.logon(stage, log, PROFILE);
    stage.awaitPermission(OtherProcess.READY);
    profile.use();
  }

  /** MAPIInitialize, which has already happened, is what does the harm. */
  private static void remote(Stage stage, Transcript.Actor log) {
    Mailbox mailbox = Mailbox.open(stage.mapi(), PROFILE);
    log.say("logged on to " + PROFILE + " as " + WhoAmI.name());
    log.poll(mailbox::poll);
    mailbox.close();
  }
}
