package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * MAPI polls on a thread of its own, which has no token and never calls into Java, for as long as
 * the impersonated session lives: only a look from outside tells of it.
 */
final class NativeWorkers implements Scenario {

  /** Time for whoever looks at threads now and then, and does not tell that it has. */
  private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Less than the patience with a worker. */
  private static final long LONGEST_WORK_NANOS = TimeUnit.SECONDS.toNanos(50);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @Override
  public String name() {
    return "native-workers";
  }

  @Override
  public String summary() {
    return "A worker polls as alice; MAPI's own polling thread does so as the process.";
  }

  @Override
  public boolean underNameOfMapi() {
    return true;
  }

  @Override
  public boolean endsWhenFound() {
    return true;
  }

  private static boolean isOver(long nanos) {
    String until = System.getProperty(UNTIL);
    return until == null
        ? nanos >= WORK_NANOS
        : nanos >= LONGEST_WORK_NANOS || Files.exists(Paths.get(until));
  }

  @Override
  public void run(Stage stage) throws Exception {
    stage
        .worker(
            "alice",
            0,
            log ->
                Impersonation.as(
                    DemoUser.ALICE,
                    () -> {
                      Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
                      log.say("logged on as " + WhoAmI.name());
                      log.poll(mailbox::poll);
                      long start = System.nanoTime();
                      while (!isOver(System.nanoTime() - start)) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                        mailbox.poll();
                      }
                      log.say("MAPI's own threads: " + stage.standIn().MapiDemoRunningPollers());
                      mailbox.close();
                      log.say("closed");
                    }))
        .join();
  }
}
