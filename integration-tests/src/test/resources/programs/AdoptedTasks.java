import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.UserToken;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Tasks in which a thread makes its first call that is audited, given away by a thread that never
 * makes one. Does what it reads, a line each: {@code all} has every kind of task leave an
 * impersonation behind, {@code clean} has each impersonate and revert; {@code begin} begins tasks
 * that wait, {@code touch} has them impersonate and revert, {@code finish} has them leave an
 * impersonation behind and end; {@code off} and {@code on} switch recording.
 */
public final class AdoptedTasks {

  private static UserToken token;
  private static boolean leave;
  private static Waiting[] waiting;

  public static void main(String[] arguments) throws Exception {
    // On a thread of its own: this one is never to be tracked.
    CompletableFuture.runAsync(() -> token = UserToken.of(DemoUser.ALICE)).get();
    String pid = ManagementFactory.getRuntimeMXBean().getName();
    System.out.println("serving " + pid.substring(0, pid.indexOf('@')));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      play(line);
      System.out.println("played 0");
    }
  }

  private static void play(String command) throws Exception {
    switch (command) {
      case "all":
      case "clean":
        leave = command.equals("all");
        all();
        break;
      case "begin":
        waiting = new Waiting[] {new WaitingInPool(), new WaitingInForkJoin()};
        for (Waiting task : waiting) {
          task.begin();
        }
        break;
      case "touch":
      case "finish":
        leave = command.equals("finish");
        for (Waiting task : waiting) {
          task.go(leave);
        }
        break;
      default:
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.setAttribute(
            new ObjectName("io.mapiaudit:type=Audit"),
            new Attribute("Recording", command.equals("on")));
    }
  }

  private static void work() {
    Impersonation.begin(token);
    if (!leave) {
      Impersonation.end();
    }
  }

  private static void all() throws Exception {
    pool();
    failing();
    scheduled();
    periodic();
    timer();
    forkJoin();
    forked();
    supplied();
    nested();
    deep();
  }

  private static void pool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(() -> work());
    end(pool);
  }

  private static void failing() throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            1,
            body -> {
              Thread thread = new Thread(body);
              thread.setUncaughtExceptionHandler((where, expected) -> {});
              return thread;
            });
    pool.execute(
        () -> {
          work();
          throw new IllegalStateException("on purpose");
        });
    end(pool);
  }

  private static void scheduled() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    pool.schedule(() -> work(), 1, TimeUnit.MILLISECONDS).get();
    end(pool);
  }

  private static void periodic() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    CountDownLatch runs = new CountDownLatch(2);
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
    CountDownLatch ran = new CountDownLatch(2);
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            if (ran.getCount() == 2) {
              work();
            }
            ran.countDown();
          }
        };
    timer.schedule(task, 1, 1);
    ran.await();
    timer.cancel();
  }

  private static void forkJoin() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.submit(() -> work()).get();
    end(pool);
  }

  /** A task that the thread runs while it waits for it in another one. */
  private static void forked() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.submit(
            () -> {
              ForkJoinTask<Void> leaf =
                  new RecursiveAction() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected void compute() {
                      work();
                    }
                  }.fork();
              leaf.join();
            })
        .get();
    end(pool);
  }

  private static void supplied() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CompletableFuture.runAsync(() -> work(), pool).get();
    end(pool);
  }

  /** A fork/join task that a pool's task runs on its own thread; both end with the token. */
  private static void nested() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(
        () -> {
          ForkJoinTask.adapt(() -> work()).invoke();
          Thread.yield();
        });
    end(pool);
  }

  /** Deeper than what the JVM keeps in a throwable. */
  private static void deep() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(() -> deep(1_200));
    end(pool);
  }

  private static void deep(int frames) {
    if (frames == 0) {
      work();
    } else {
      deep(frames - 1);
    }
  }

  /** A task that waits to be told what to do. */
  private abstract static class Waiting {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final java.util.concurrent.SynchronousQueue<Boolean> told =
        new java.util.concurrent.SynchronousQueue<>();
    private final java.util.concurrent.SynchronousQueue<Boolean> done =
        new java.util.concurrent.SynchronousQueue<>();

    abstract ExecutorService pool();

    abstract void act();

    final void begin() throws Exception {
      pool().execute(() -> await());
      begun.await();
    }

    private void await() {
      try {
        begun.countDown();
        while (!told.take()) {
          act();
          done.put(true);
        }
        act();
      } catch (InterruptedException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    final void go(boolean last) throws Exception {
      told.put(last);
      if (last) {
        end(pool());
      } else {
        done.take();
      }
    }
  }

  private static final class WaitingInPool extends Waiting {
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    @Override
    ExecutorService pool() {
      return pool;
    }

    @Override
    void act() {
      work();
    }
  }

  private static final class WaitingInForkJoin extends Waiting {
    private final ExecutorService pool = new ForkJoinPool(1);

    @Override
    ExecutorService pool() {
      return pool;
    }

    @Override
    void act() {
      work();
    }
  }

  private static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a pool does not end");
    }
  }
}
