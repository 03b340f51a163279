import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.UserToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeUnit;

/**
 * Gives work to virtual threads, and in the other ways Java 25 adds. Arguments: {@code lost} (under
 * impersonation, which it loses), {@code impersonating} (a virtual thread impersonates itself),
 * {@code clean} (no impersonation).
 */
public final class VirtualThreads {

  private static final MailApi MAPI = Bridge.JNA.open();

  private interface Way {
    void give() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    MAPI.initialize(0);
    switch (arguments[0]) {
      case "lost" -> {
        for (Way way : ways()) {
          Impersonation.as(DemoUser.ALICE, way::give);
        }
      }
      case "clean" -> {
        for (Way way : ways()) {
          way.give();
        }
      }
      default -> impersonating();
    }
    MAPI.uninitialize();
    System.out.println("done");
  }

  private static Way[] ways() {
    return new Way[] {
      VirtualThreads::started,
      VirtualThreads::built,
      VirtualThreads::made,
      VirtualThreads::executed,
      VirtualThreads::structured,
      VirtualThreads::delayed,
      VirtualThreads::delayedStage,
    };
  }

  private static void work() {
    Mailbox.open(MAPI, "work").close();
  }

  private static void impersonating() throws Exception {
    try (UserToken token = UserToken.of(DemoUser.ALICE)) {
      Thread.ofVirtual()
          .name("careless")
          .start(
              () -> {
                Impersonation.begin(token);
                work();
                Impersonation.end();
              })
          .join();
    }
  }

  private static void started() throws Exception {
    Thread.startVirtualThread(() -> work()).join();
  }

  private static void built() throws Exception {
    Thread thread = Thread.ofVirtual().name("built").unstarted(() -> work());
    thread.start();
    thread.join();
  }

  private static void made() throws Exception {
    Thread thread = Thread.ofVirtual().factory().newThread(() -> work());
    thread.start();
    thread.join();
  }

  private static void executed() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> work()).get();
    }
  }

  private static void structured() throws Exception {
    try (var scope = StructuredTaskScope.open()) {
      scope.fork(() -> work());
      scope.join();
    }
  }

  private static void delayed() throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      pool.schedule(() -> work(), 1, TimeUnit.MILLISECONDS).get();
    }
  }

  private static void delayedStage() throws Exception {
    CompletableFuture.runAsync(
            () -> work(), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
        .get();
  }
}
