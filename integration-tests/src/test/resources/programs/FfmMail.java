import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * MAPI through the foreign function interface of Java 22, over the demo's stand-in library.
 *
 * <p>Arguments: library, scenario (async, service-account, two-users), how methods of objects are
 * called (bound: a handle for each; unbound: one handle that takes the method), what is advised
 * (callback: HrAllocAdviseSink; sink: an object of this program). Or library and serve: the other
 * arguments are then lines of standard input.
 */
public final class FfmMail {

  private static final int MULTITHREAD_NOTIFICATIONS = 1;
  private static final int LOGON_FLAGS = 0x2 | 0x10 | 0x20 | 0x8000;
  private static final String USERS = "S-1-5-21-1004336348-1177238915-682003330-";
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Arena ARENA = Arena.ofShared();

  /** A HRESULT method with up to seven arguments after the object, all of them pointer-sized. */
  private static final FunctionDescriptor[] METHODS = new FunctionDescriptor[8];

  private static final MethodHandle[] UNBOUND = new MethodHandle[8];

  static {
    for (int i = 0; i < METHODS.length; i++) {
      MemoryLayout[] layouts = new MemoryLayout[i + 1];
      java.util.Arrays.fill(layouts, JAVA_LONG);
      layouts[0] = ADDRESS;
      METHODS[i] = FunctionDescriptor.of(JAVA_INT, layouts);
      UNBOUND[i] = LINKER.downcallHandle(METHODS[i]);
    }
  }

  private static SymbolLookup mapi;
  private static SymbolLookup tokens;
  private static boolean unbound;
  private static boolean ownSink;
  private static final AtomicInteger CALLBACKS = new AtomicInteger();

  public static void main(String[] arguments) throws Throwable {
    mapi = SymbolLookup.libraryLookup(Path.of(arguments[0]), ARENA);
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    tokens =
        windows
            ? SymbolLookup.libraryLookup("advapi32", ARENA)
                .or(SymbolLookup.libraryLookup("kernel32", ARENA))
            : mapi;
    if (arguments[1].equals("serve")) {
      serve();
    } else {
      play(arguments[1], arguments[2], arguments[3]);
    }
  }

  private static void serve() throws Throwable {
    BufferedReader lines =
        new BufferedReader(
            // Not System.in, which asks how much there is; pipes under Wine do not say.
            new InputStreamReader(new FileInputStream(FileDescriptor.in)));
    System.out.println("serving " + ProcessHandle.current().pid());
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      play(words[0], words[1], words[2]);
      System.out.println("played 0");
    }
  }

  private static void play(String scenario, String handles, String sink) throws Throwable {
    unbound = handles.equals("unbound");
    ownSink = sink.equals("sink");
    switch (scenario) {
      case "async" -> listen("1001");
      case "service-account" -> listen(null);
      case "two-users" -> twoUsers();
      default -> throw new IllegalArgumentException(scenario);
    }
    System.out.println("callbacks " + CALLBACKS.getAndSet(0));
  }

  /** Listens to a mailbox as a user, or as the process. */
  private static void listen(String user) throws Throwable {
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch delivered = new CountDownLatch(1);
    Thread worker =
        work(
            () -> {
              initialize(MULTITHREAD_NOTIFICATIONS);
              MemorySegment token = impersonate(user);
              MemorySegment session = logon("mail");
              MemorySegment store = open(session, 5, 0L, 0L, 0L, 0L, 1L);
              long connection = advise(store);
              listening.countDown();
              delivered.await();
              System.out.println("after the mail " + Integer.toHexString(poll(store)));
              call(store, 15, connection);
              call(store, 2);
              call(session, 17, 0L, 0L, 0L);
              call(session, 2);
              revert(token);
              voidFunction("MAPIUninitialize").invokeExact();
            });
    listening.await();
    deliver("mail");
    delivered.countDown();
    worker.join();
  }

  private static void twoUsers() throws Throwable {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    Thread alice = user("1001", new CountDownLatch(0), first, both);
    Thread bob = user("1002", first, new CountDownLatch(1), both);
    alice.join();
    bob.join();
  }

  private static Thread user(
      String user, CountDownLatch before, CountDownLatch after, CountDownLatch both) {
    return work(
        () -> {
          before.await();
          initialize(0);
          MemorySegment token = impersonate(user);
          MemorySegment session = logon("mail" + user);
          after.countDown();
          both.countDown();
          both.await();
          call(session, 17, 0L, 0L, 0L);
          call(session, 2);
          revert(token);
          voidFunction("MAPIUninitialize").invokeExact();
        });
  }

  private interface Work {
    void run() throws Throwable;
  }

  private static Thread work(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(3);
              }
            });
    thread.start();
    return thread;
  }

  private static void initialize(int flags) throws Throwable {
    MethodHandle initialize =
        LINKER.downcallHandle(
            mapi.find("MAPIInitialize").orElseThrow(), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment init = arena.allocate(8);
      init.set(JAVA_INT, 4, flags);
      check((int) initialize.invokeExact(init));
    }
  }

  private static MemorySegment impersonate(String user) throws Throwable {
    if (user == null) {
      return MemorySegment.NULL;
    }
    MethodHandle create =
        LINKER.downcallHandle(
            mapi.find("MapiDemoCreateToken").orElseThrow(),
            FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
    MethodHandle impersonate =
        LINKER.downcallHandle(
            tokens.find("ImpersonateLoggedOnUser").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, ADDRESS));
    MemorySegment token =
        (MemorySegment)
            create.invokeExact(text(USERS + user), text("CORP\\user" + user), 2, 0);
    if (token.address() == 0 || (int) impersonate.invokeExact(token) == 0) {
      throw new IllegalStateException("no token");
    }
    return token;
  }

  private static void revert(MemorySegment token) throws Throwable {
    if (token.address() == 0) {
      return;
    }
    MethodHandle revert =
        LINKER.downcallHandle(
            tokens.find("RevertToSelf").orElseThrow(), FunctionDescriptor.of(JAVA_INT));
    MethodHandle close =
        LINKER.downcallHandle(
            tokens.find("CloseHandle").orElseThrow(), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    int reverted = (int) revert.invokeExact();
    int closed = (int) close.invokeExact(token);
    if (reverted == 0 || closed == 0) {
      throw new IllegalStateException("not reverted");
    }
  }

  private static MemorySegment logon(String profile) throws Throwable {
    MethodHandle logon =
        LINKER.downcallHandle(
            mapi.find("MAPILogonEx").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    MemorySegment out = ARENA.allocate(ADDRESS);
    check(
        (int)
            logon.invokeExact(
                MemorySegment.NULL, text(profile), MemorySegment.NULL, LOGON_FLAGS, out));
    return out.get(ADDRESS, 0);
  }

  private static long advise(MemorySegment store) throws Throwable {
    MemorySegment sink = ownSink ? ownSink() : allocatedSink(store);
    MemorySegment connection = ARENA.allocate(JAVA_LONG);
    check(call(store, 14, 0L, 0L, 2L, sink.address(), connection.address()));
    return connection.get(JAVA_LONG, 0);
  }

  private static MemorySegment allocatedSink(MemorySegment context) throws Throwable {
    MethodHandle allocate =
        LINKER.downcallHandle(
            mapi.find("HrAllocAdviseSink").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    MemorySegment out = ARENA.allocate(ADDRESS);
    check((int) allocate.invokeExact(stub("onNewMail", "piap"), context, out));
    return out.get(ADDRESS, 0);
  }

  private static MemorySegment ownSink() throws Throwable {
    MemorySegment table = ARENA.allocate(ADDRESS, 4);
    table.setAtIndex(ADDRESS, 0, stub("queryInterface", "ippp"));
    table.setAtIndex(ADDRESS, 1, stub("count", "ip"));
    table.setAtIndex(ADDRESS, 2, stub("count", "ip"));
    table.setAtIndex(ADDRESS, 3, stub("onNewMail", "piap"));
    MemorySegment sink = ARENA.allocate(ADDRESS);
    sink.set(ADDRESS, 0, table);
    return sink;
  }

  private static MemorySegment stub(String method, String shape) throws Throwable {
    FunctionDescriptor descriptor =
        switch (shape) {
          case "ip" -> FunctionDescriptor.of(JAVA_INT, ADDRESS);
          case "ippp" -> FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
          default -> FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        };
    MethodType type = descriptor.toMethodType();
    return LINKER.upcallStub(
        MethodHandles.lookup().findStatic(FfmMail.class, method, type), descriptor, ARENA);
  }

  private static int queryInterface(MemorySegment self, MemorySegment iid, MemorySegment out) {
    out.reinterpret(8).set(ADDRESS, 0, self);
    return 0;
  }

  private static int count(MemorySegment self) {
    return 1;
  }

  private static int onNewMail(MemorySegment context, int count, MemorySegment notifications) {
    CALLBACKS.addAndGet(count);
    return 0;
  }

  private static int poll(MemorySegment store) throws Throwable {
    MemorySegment type = ARENA.allocate(JAVA_INT);
    MemorySegment inbox = ARENA.allocate(ADDRESS);
    return call(store, 17, 0L, 0L, 0L, 0L, type.address(), inbox.address());
  }

  private static void deliver(String profile) throws Throwable {
    MethodHandle deliver =
        LINKER.downcallHandle(
            mapi.find("MapiDemoDeliver").orElseThrow(), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    MethodHandle drain =
        LINKER.downcallHandle(
            mapi.find("MapiDemoDrain").orElseThrow(), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    int queued = (int) deliver.invokeExact(text(profile));
    if ((int) drain.invokeExact(60_000) == 0) {
      throw new IllegalStateException(queued + " notifications are still under way");
    }
  }

  private static MethodHandle voidFunction(String name) {
    return LINKER.downcallHandle(mapi.find(name).orElseThrow(), FunctionDescriptor.ofVoid());
  }

  private static MemorySegment open(MemorySegment object, int slot, Long... arguments)
      throws Throwable {
    MemorySegment out = ARENA.allocate(ADDRESS);
    Long[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = out.address();
    check(call(object, slot, all));
    return out.get(ADDRESS, 0);
  }

  private static int call(MemorySegment object, int slot, Long... arguments) throws Throwable {
    MemorySegment table = object.reinterpret(8).get(ADDRESS, 0).reinterpret(8L * 64);
    MemorySegment method = table.getAtIndex(ADDRESS, slot);
    java.util.List<Object> all = new java.util.ArrayList<>();
    if (unbound) {
      all.add(method);
    }
    all.add(object);
    all.addAll(java.util.Arrays.asList(arguments));
    MethodHandle handle =
        unbound
            ? UNBOUND[arguments.length]
            : LINKER.downcallHandle(method, METHODS[arguments.length]);
    return (int) handle.invokeWithArguments(all);
  }

  private static MemorySegment text(String text) {
    return ARENA.allocateFrom(text);
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("failed with " + Integer.toHexString(result));
    }
  }
}
