import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.UserToken;
import java.util.Arrays;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Gives work away in every way Java 8 has. Arguments: {@code lost} (given away under impersonation,
 * which the work loses), {@code left-behind} (the work leaves an impersonation behind), {@code clean}
 * (no impersonation, or one of the work's own that it reverts).
 */
public final class HandOvers {

  private static final MailApi MAPI = Bridge.JNA.open();

  private interface Way {
    void give() throws Exception;
  }

  private static String mode;
  private static UserToken token;

  public static void main(String[] arguments) throws Exception {
    mode = arguments[0];
    Way[] ways = {
      HandOvers::thread,
      HandOvers::threadSubclass,
      HandOvers::pool,
      HandOvers::scheduled,
      HandOvers::periodic,
      HandOvers::timer,
      HandOvers::forkJoin,
      HandOvers::forked,
      HandOvers::parallelStream,
      HandOvers::supplied,
      HandOvers::dependent,
      HandOvers::nested,
    };
    Thread completer = new Thread(HandOvers::completeWhatComes);
    completer.setDaemon(true);
    completer.start();
    MAPI.initialize(0);
    try (UserToken alice = UserToken.of(DemoUser.ALICE)) {
      token = alice;
      for (Way way : ways) {
        if (mode.equals("lost")) {
          Impersonation.as(alice, way::give);
        } else {
          way.give();
        }
      }
    }
    MAPI.uninitialize();
    System.out.println("done");
  }

  /** What is given away, in lambdas, whose names tell the way. */
  private static void work() {
    if (mode.equals("left-behind")) {
      Impersonation.begin(token);
      return;
    }
    if (mode.equals("clean")) {
      Impersonation.begin(token);
      Impersonation.end();
    }
    Mailbox.open(MAPI, "work").close();
  }

  private static void thread() throws Exception {
    Thread thread = new Thread(() -> work());
    thread.start();
    thread.join();
  }

  private static void threadSubclass() throws Exception {
    Thread thread =
        new Thread() {
          @Override
          public void run() {
            work();
          }
        };
    thread.start();
    thread.join();
  }

  private static void pool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> work()).get();
    end(pool);
  }

  private static void scheduled() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    pool.schedule(() -> work(), 1, TimeUnit.MILLISECONDS).get();
    end(pool);
  }

  private static void periodic() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    java.util.concurrent.CountDownLatch runs = new java.util.concurrent.CountDownLatch(2);
    pool.scheduleAtFixedRate(
        () -> {
          if (runs.getCount() == 1) {
            work();
          }
          runs.countDown();
        },
        1,
        1,
        TimeUnit.MILLISECONDS);
    runs.await();
    end(pool);
  }

  private static void timer() throws Exception {
    Timer timer = new Timer();
    java.util.concurrent.CountDownLatch ran = new java.util.concurrent.CountDownLatch(2);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            if (ran.getCount() == 2) {
              work();
            }
            // The second run says that the first is over, which a timer does not tell otherwise.
            ran.countDown();
          }
        },
        1,
        1);
    ran.await();
    timer.cancel();
  }

  private static void forkJoin() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.submit(() -> work()).get();
    end(pool);
  }

  private static void forked() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.submit(
            new RecursiveAction() {
              @Override
              protected void compute() {
                new Leaf().fork().join();
              }
            })
        .get();
    end(pool);
  }

  private static final class Leaf extends RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {
      work();
    }
  }

  private static void parallelStream() throws Exception {
    if (mode.equals("left-behind")) {
      // The calling thread takes part, and would be left impersonating itself.
      return;
    }
    ForkJoinPool pool = new ForkJoinPool(2);
    pool.submit(() -> Arrays.asList(1, 2, 3, 4).parallelStream().forEach(number -> work())).get();
    end(pool);
  }

  private static void supplied() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CompletableFuture.runAsync(() -> work(), pool).get();
    end(pool);
  }

  /** The stage is asked for here, and handed to the pool by a thread that completes its source. */
  private static void dependent() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CompletableFuture<Void> source = new CompletableFuture<>();
    CompletableFuture<Void> done = source.thenRunAsync(() -> work(), pool);
    TO_COMPLETE.put(source);
    done.get();
    end(pool);
  }

  private static final SynchronousQueue<CompletableFuture<Void>> TO_COMPLETE =
      new SynchronousQueue<>();

  /** On a thread of the process, started before anybody impersonates. */
  private static void completeWhatComes() {
    try {
      while (true) {
        TO_COMPLETE.take().complete(null);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** A task that only hands on. */
  private static void nested() throws Exception {
    ExecutorService first = Executors.newFixedThreadPool(1);
    ExecutorService second = Executors.newFixedThreadPool(1);
    first.submit(() -> second.submit(() -> work()).get()).get();
    end(first);
    end(second);
  }

  private static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a pool does not end");
    }
  }
}
