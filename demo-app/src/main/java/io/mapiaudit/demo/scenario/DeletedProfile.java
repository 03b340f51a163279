package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;

/**
 * A temporary profile is deleted right after the logon and lives on while in use; MAPIInitialize
 * under another user, in this process or a second one, does not see the use and purges it.
 */
final class DeletedProfile implements Scenario {

  private static final String MAILER = "mailer";
  private static final String IMPERSONATOR = "impersonator";

  @Override
  public String name() {
    return "deleted-profile";
  }

  @Override
  public String summary() {
    return "MAPIInitialize as alice purges a profile the process user has deleted but still uses.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    switch (stage.role()) {
      case MAILER:
        mailer(stage);
        break;
      case IMPERSONATOR:
        initializeAsAlice(stage.actor("thread"), stage);
        break;
      default:
        direct(stage);
    }
  }

  private void direct(Stage stage) throws Exception {
    try (Hive hive = Hive.create();
        OtherProcess mailer = OtherProcess.start(stage, this, MAILER, hive.variables())) {
      mailer.awaitReady();
      try (OtherProcess other = OtherProcess.start(stage, this, IMPERSONATOR, hive.variables())) {
        other.finish();
      }
      mailer.proceed();
      mailer.finish();
    }
  }

  private static void mailer(Stage stage) throws Exception {
    stage
        .worker(
            "worker",
            0,
            log -> {
              TemporaryProfile inProcess = TemporaryProfile.logon(stage, log, "Temporary 1");
              initializeAsAlice(stage.actor("other thread"), stage);
              inProcess.use();
              TemporaryProfile acrossProcesses = TemporaryProfile.logon(stage, log, "Temporary 2");
              stage.awaitPermission(OtherProcess.READY);
              acrossProcesses.use();
            })
        .join();
  }

  private static void initializeAsAlice(Transcript.Actor log, Stage stage) throws Exception {
    Worker.start(
            "impersonator",
            () ->
                Impersonation.as(
                    DemoUser.ALICE,
                    () -> {
                      stage.mapi().initialize(0);
                      log.say("initialized MAPI as " + WhoAmI.name());
                      stage.mapi().uninitialize();
                    }))
        .join();
  }
}
