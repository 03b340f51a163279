import com.sun.jna.Library;
import com.sun.jna.Pointer;
import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.mail.Mailbox;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * A mail poller under load, which measures itself and the agent in it: 200 threads that come and
 * go act as 100 users and make some 2,000 audited calls a second, now and then by way of a pool.
 * Prints a line of figures for each period and a verdict; exits with 1 when something grows.
 *
 * <p>Arguments: seconds to run, seconds of a period, seconds to warm up, and optionally "leak" to
 * prove that the verdict notices.
 */
public final class Soak {

  private static final int THREADS = 200;
  private static final int USERS = 100;
  private static final double CALLS_PER_SECOND = 2_000;
  private static final long MEBIBYTE = 1 << 20;

  private interface Identity extends Library {
    boolean ImpersonateLoggedOnUser(Pointer token);

    boolean RevertToSelf();

    boolean CloseHandle(Pointer handle);
  }

  private static final MailApi MAPI = Bridge.JNA.open();
  private static final StandIn STAND_IN = StandInLibrary.bind(StandIn.class);
  private static final Identity IDENTITY = StandInLibrary.bind(Identity.class);

  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicLong cycles = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final List<byte[]> leaked = new ArrayList<byte[]>();
  private final ExecutorService pool = Executors.newFixedThreadPool(4, daemons());
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName audit;
  private final boolean leaks;
  private final int cyclesOfAThread;
  private volatile long cycleNanos = TimeUnit.MILLISECONDS.toNanos(1_500);
  private volatile boolean stopping;

  /**
   * What is known of threads is bounded by their number, and takes minutes to fill. In a short run
   * they live longer, so that what each call might leave behind stands out.
   */
  private Soak(boolean leaks, boolean isShort) throws Exception {
    this.audit = new ObjectName("io.mapiaudit:type=Audit");
    this.leaks = leaks;
    this.cyclesOfAThread = isShort ? 20 : 2;
  }

  private static ThreadFactory daemons() {
    return new ThreadFactory() {
      @Override
      public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "soak-pool");
        thread.setDaemon(true);
        return thread;
      }
    };
  }

  public static void main(String[] arguments) throws Exception {
    long seconds = Long.parseLong(arguments[0]);
    long period = Long.parseLong(arguments[1]);
    long warmUp = Long.parseLong(arguments[2]);
    boolean leaks = arguments.length > 3 && arguments[3].equals("leak");
    // Releases hang while several users have sessions; here they soon come back.
    STAND_IN.MapiDemoSetHangLimit(1);
    System.exit(new Soak(leaks, seconds < 480).run(seconds, period, warmUp) ? 0 : 1);
  }

  private boolean run(long seconds, long period, long warmUp) throws Exception {
    awaitAgent();
    Figures start = measure();
    System.out.println(Figures.heading());
    System.out.println(start.line(0));
    for (int i = 0; i < THREADS; i++) {
      startThread(i);
    }
    Figures warm = null;
    Figures end = start;
    for (long now = 1; now <= seconds; now++) {
      Thread.sleep(1_000);
      if (now % 2 == 0) {
        keepRate();
      }
      if (now % period == 0 || now == warmUp || now == seconds) {
        end = measure();
        System.out.println(end.line(now));
        warm = now == warmUp ? end : warm;
      }
    }
    stopping = true;
    return verdict(start, warm, end, seconds - warmUp);
  }

  /** The agent shows its MBean within a second of there being a server. */
  private void awaitAgent() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!server.isRegistered(audit)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no agent is here, or it shows no " + audit);
      }
      Thread.sleep(50);
    }
  }

  private void startThread(final int number) {
    Thread thread =
        new Thread("soak-" + number) {
          @Override
          public void run() {
            // The first ones end at different times, and so do those after them.
            int first = first(number);
            for (int i = first; i < cyclesOfAThread && !stopping; i++) {
              cycle();
            }
            if (!stopping) {
              startThread(number);
            }
          }
        };
    thread.setDaemon(true);
    thread.start();
  }

  private int first(int number) {
    return started.getAndIncrement() < THREADS ? number % cyclesOfAThread : 0;
  }

  private void cycle() {
    long due = System.nanoTime() + cycleNanos;
    int user = users.getAndIncrement() % USERS;
    try {
      poll(user);
      cycles.incrementAndGet();
      if (leaks) {
        synchronized (leaked) {
          leaked.add(new byte[2_048]);
        }
      }
    } catch (RuntimeException failure) {
      if (failures.getAndIncrement() == 0) {
        failure.printStackTrace();
      }
    }
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void poll(int user) {
    String sid = "S-1-5-21-1004336348-1177238915-682003330-" + (2_000 + user);
    Pointer token = STAND_IN.MapiDemoCreateToken(sid, "CORP\\user" + user, 2, 0);
    MAPI.initialize(0);
    IDENTITY.ImpersonateLoggedOnUser(token);
    try {
      Mailbox mailbox = Mailbox.open(MAPI, "profile" + user);
      mailbox.poll();
      if (user % 10 == 0) {
        pool.execute(
            new Runnable() {
              @Override
              public void run() {
                MAPI.initialize(0);
                MAPI.uninitialize();
              }
            });
      }
      mailbox.close();
    } finally {
      IDENTITY.RevertToSelf();
      MAPI.uninitialize();
      IDENTITY.CloseHandle(token);
    }
  }

  private long lastCalls;
  private long lastNanos;

  /** Has threads wait as long between their cycles as gives the wanted rate. */
  private void keepRate() throws Exception {
    long calls = calls();
    long now = System.nanoTime();
    if (lastNanos != 0 && calls > lastCalls) {
      double rate = (calls - lastCalls) * 1e9 / (now - lastNanos);
      double factor = Math.max(0.7, Math.min(1.4, rate / CALLS_PER_SECOND));
      cycleNanos = (long) (cycleNanos * factor);
    }
    lastCalls = calls;
    lastNanos = now;
  }

  private long calls() throws Exception {
    long calls = 0;
    TabularData byKind = (TabularData) server.getAttribute(audit, "Calls");
    for (Object row : byKind.values()) {
      calls += (Long) ((CompositeData) row).get("value");
    }
    return calls;
  }

  private static final class Figures {
    long heap;
    long metaspace;
    int threads;
    int handles;
    long disk;
    long calls;
    long findings;
    long unanalysed;
    long errors;
    double overhead;
    boolean recording;
    long at;

    static String heading() {
      return "     s  heap MiB  metaspace MiB  threads  handles  disk MiB      calls  findings"
          + "  unanalysed  errors  overhead %  recording";
    }

    String line(long seconds) {
      return String.format(
          Locale.ROOT,
          "%6d  %8.2f  %13.2f  %7d  %7d  %8.1f  %9d  %8d  %10d  %6d  %10.2f  %9s",
          seconds,
          (double) heap / MEBIBYTE,
          (double) metaspace / MEBIBYTE,
          threads,
          handles,
          (double) disk / MEBIBYTE,
          calls,
          findings,
          unanalysed,
          errors,
          overhead * 100,
          recording ? "on" : "OFF");
    }
  }

  private Figures measure() throws Exception {
    Figures figures = new Figures();
    figures.at = System.nanoTime();
    figures.heap = heapInUse();
    for (MemoryPoolMXBean memory : ManagementFactory.getMemoryPoolMXBeans()) {
      if (memory.getName().equals("Metaspace")) {
        figures.metaspace = memory.getUsage().getUsed();
      }
    }
    figures.threads = ManagementFactory.getThreadMXBean().getThreadCount();
    String[] handles = new File("/proc/self/fd").list();
    figures.handles = handles == null ? 0 : handles.length;
    figures.disk = size(new File((String) server.getAttribute(audit, "Folder")));
    figures.calls = calls();
    TabularData byRule = (TabularData) server.getAttribute(audit, "Findings");
    for (Object row : byRule.values()) {
      figures.findings += (Long) ((CompositeData) row).get("value");
    }
    figures.unanalysed = (Long) server.getAttribute(audit, "UnanalysedEvents");
    figures.errors = (Long) server.getAttribute(audit, "SuppressedErrors");
    figures.overhead = (Double) server.getAttribute(audit, "Overhead");
    figures.recording = (Boolean) server.getAttribute(audit, "Recording");
    return figures;
  }

  /** The least of a few collections: what weak references and finalizers held goes in steps. */
  private static long heapInUse() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(50);
      least =
          Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static long size(File file) {
    File[] children = file.listFiles();
    long size = children == null ? file.length() : 0;
    if (children != null) {
      for (File child : children) {
        size += size(child);
      }
    }
    return size;
  }

  private boolean verdict(Figures start, Figures warm, Figures end, long seconds) {
    System.out.println("start, after the warm-up, and at the end:");
    for (Figures figures : Arrays.asList(start, warm, end)) {
      System.out.println(figures.line((figures.at - start.at) / 1_000_000_000L));
    }
    double rate = (end.calls - warm.calls) * 1e9 / (end.at - warm.at);
    System.out.printf(
        Locale.ROOT,
        "%.0f audited calls a second, %d polls, %d failed%n",
        rate,
        cycles.get(),
        failures.get());
    List<String> wrong = new ArrayList<String>();
    // What is left of a thread of the application or of a call would be more than this.
    grows(wrong, "heap", end.heap - warm.heap, 3 * MEBIBYTE + warm.heap / 20);
    grows(wrong, "metaspace", end.metaspace - warm.metaspace, MEBIBYTE);
    grows(wrong, "threads", end.threads - warm.threads, 15);
    grows(wrong, "handles", end.handles - warm.handles, 10);
    grows(wrong, "disk", end.disk - 24 * MEBIBYTE, 0);
    grows(wrong, "findings", end.findings - warm.findings, 10);
    grows(wrong, "errors kept from the application", end.errors, 0);
    grows(wrong, "failed polls", failures.get(), 0);
    if (!end.recording) {
      wrong.add("recording is off");
    }
    if (rate < CALLS_PER_SECOND / 2) {
      wrong.add("the load was not reached");
    }
    System.out.println(
        wrong.isEmpty() ? "verdict: flat over " + seconds + " s" : "verdict: NOT flat: " + wrong);
    return wrong.isEmpty();
  }

  private static void grows(List<String> wrong, String what, long by, long allowed) {
    if (by > allowed) {
      wrong.add(what + " +" + by);
    }
  }
}
