import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** Prints what a program can observe of the foreign linker; with an agent it must be the same. */
public final class FfmExact {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor POINTER_TO_INT = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final MemorySegment NO_HANDLE = MemorySegment.ofAddress(0x1234);

  private interface Action {
    Object run() throws Throwable;
  }

  public static void main(String[] arguments) throws Throwable {
    Arena arena = Arena.ofShared();
    SymbolLookup mapi = SymbolLookup.libraryLookup(Path.of(arguments[0]), arena);
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    SymbolLookup tokens = windows ? SymbolLookup.libraryLookup("advapi32", arena) : mapi;
    MemorySegment impersonate = tokens.find("ImpersonateLoggedOnUser").orElseThrow();

    MethodHandle bound = LINKER.downcallHandle(impersonate, POINTER_TO_INT);
    MethodHandle unbound = LINKER.downcallHandle(POINTER_TO_INT);
    show("type", bound::type);
    show("unbound type", unbound::type);
    show("same unbound handle twice", () -> unbound == LINKER.downcallHandle(POINTER_TO_INT));
    show("exact", () -> (int) bound.invokeExact(NO_HANDLE));
    show("unbound exact", () -> (int) unbound.invokeExact(impersonate, NO_HANDLE));
    show("exact of another type", () -> (long) bound.invokeExact(NO_HANDLE));
    show("generic", () -> (long) (int) bound.invoke(NO_HANDLE));
    show("null argument", () -> (int) bound.invokeExact((MemorySegment) null));
    show("null function", () -> (int) unbound.invokeExact((MemorySegment) null, NO_HANDLE));
    show("no function", () -> (int) unbound.invokeExact(MemorySegment.NULL, NO_HANDLE));
    show("heap argument", () -> (int) bound.invokeExact(MemorySegment.ofArray(new long[1])));

    MethodHandle initialize =
        LINKER.downcallHandle(mapi.find("MAPIInitialize").orElseThrow(), POINTER_TO_INT);
    show("logon to null", () -> logon(mapi).invokeWithArguments(logonArguments(arena)));
    show("initialize", () -> (int) initialize.invokeExact(MemorySegment.NULL));
    closedMemory(mapi, arena);
    memoryOfAnotherThread(mapi, arena);
    options(impersonate, arena);
    structures(windows, arena);
    upcalls(arena);
  }

  private static MethodHandle logon(SymbolLookup mapi) {
    return LINKER.downcallHandle(
        mapi.find("MAPILogonEx").orElseThrow(),
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
  }

  private static Object[] logonArguments(Arena arena) {
    return new Object[] {
      MemorySegment.NULL, arena.allocateFrom("exact"), MemorySegment.NULL, 0, arena.allocate(8)
    };
  }

  /** So much that it is given back to the system: reading it would crash. */
  private static void closedMemory(SymbolLookup mapi, Arena arena) throws Throwable {
    MemorySegment closed;
    try (Arena shortLived = Arena.ofShared()) {
      closed = shortLived.allocate(1 << 26);
    }
    show(
        "closed memory",
        () ->
            (int)
                logon(mapi)
                    .invokeExact(
                        MemorySegment.NULL, closed, MemorySegment.NULL, 0, arena.allocate(8)));
  }

  private static void memoryOfAnotherThread(SymbolLookup mapi, Arena arena) throws Throwable {
    MemorySegment[] foreign = new MemorySegment[1];
    Thread other = new Thread(() -> foreign[0] = Arena.ofConfined().allocateFrom("other"));
    other.start();
    other.join();
    show(
        "memory of another thread",
        () ->
            (int)
                logon(mapi)
                    .invokeExact(
                        MemorySegment.NULL, foreign[0], MemorySegment.NULL, 0, arena.allocate(8)));
  }

  private static void options(MemorySegment impersonate, Arena arena) throws Throwable {
    String state =
        System.getProperty("os.name").startsWith("Windows") ? "GetLastError" : "errno";
    StructLayout layout = Linker.Option.captureStateLayout();
    VarHandle error = layout.varHandle(MemoryLayout.PathElement.groupElement(state));
    MethodHandle capturing =
        LINKER.downcallHandle(
            impersonate, POINTER_TO_INT, Linker.Option.captureCallState(state));
    MethodHandle unbound =
        LINKER.downcallHandle(POINTER_TO_INT, Linker.Option.captureCallState(state));
    MemorySegment captured = arena.allocate(layout);
    show("capturing type", capturing::type);
    show("unbound capturing type", unbound::type);
    show("captured result", () -> (int) capturing.invokeExact(captured, NO_HANDLE));
    show("captured error", () -> (int) error.get(captured, 0L));
    captured.fill((byte) 0);
    show("unbound result", () -> (int) unbound.invokeExact(impersonate, captured, NO_HANDLE));
    show("unbound error", () -> (int) error.get(captured, 0L));
    MethodHandle critical =
        LINKER.downcallHandle(impersonate, POINTER_TO_INT, Linker.Option.critical(true));
    show("critical", () -> (int) critical.invokeExact(NO_HANDLE));
    show(
        "critical with heap",
        () -> (int) critical.invokeExact(MemorySegment.ofArray(new long[1])));
    MethodHandle variadic =
        LINKER.downcallHandle(impersonate, POINTER_TO_INT, Linker.Option.firstVariadicArg(0));
    show("variadic", () -> (int) variadic.invokeExact(NO_HANDLE));
  }

  private static void structures(boolean windows, Arena arena) throws Throwable {
    StructLayout pair = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);
    MethodHandle div =
        LINKER.downcallHandle(
            LINKER.defaultLookup().find("div").orElseThrow(),
            FunctionDescriptor.of(pair, JAVA_INT, JAVA_INT));
    show("structure type", div::type);
    show(
        "structure",
        () -> {
          MemorySegment result =
              (MemorySegment)
                  div.invokeExact((java.lang.foreign.SegmentAllocator) arena, 17, 5);
          return result.get(JAVA_INT, 0) + " " + result.get(JAVA_INT, 4);
        });
  }

  private static void upcalls(Arena arena) throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    FunctionDescriptor compare = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    FunctionDescriptor notify = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    MemorySegment stub =
        LINKER.upcallStub(
            lookup.findStatic(FfmExact.class, "compare", compare.toMethodType()), compare, arena);
    MethodHandle sort =
        LINKER.downcallHandle(
            LINKER.defaultLookup().find("qsort").orElseThrow(),
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
    MemorySegment numbers = arena.allocateFrom(JAVA_INT, 3, 1, 2);
    sort.invokeExact(numbers, 3L, 4L, stub);
    show("sorted", () -> java.util.Arrays.toString(numbers.toArray(JAVA_INT)));

    // The linker's own call of a stub it has made: nothing between two handles but native code.
    MethodHandle target =
        lookup.findStatic(FfmExact.class, "notified", notify.toMethodType());
    MethodHandle there =
        LINKER.downcallHandle(LINKER.upcallStub(target, notify, arena), notify);
    show("through a stub", () -> (int) there.invokeExact(NO_HANDLE, 40, NO_HANDLE));
    show(
        "stub of a target that throws",
        () ->
            LINKER.upcallStub(
                lookup.findStatic(FfmExact.class, "throwing", notify.toMethodType()),
                notify,
                arena));
    show("stub of another type", () -> LINKER.upcallStub(target, compare, arena));
    show("stub of nothing", () -> LINKER.upcallStub(null, notify, arena));
  }

  private static int compare(MemorySegment left, MemorySegment right) {
    return Integer.compare(
        left.reinterpret(4).get(JAVA_INT, 0), right.reinterpret(4).get(JAVA_INT, 0));
  }

  private static int notified(MemorySegment context, int count, MemorySegment notifications) {
    return count + 2;
  }

  private static int throwing(MemorySegment context, int count, MemorySegment notifications)
      throws IOException {
    throw new IOException();
  }

  private static void show(String what, Action action) {
    String result;
    try {
      result = String.valueOf(action.run());
    } catch (Throwable thrown) {
      result = thrown.toString().replaceAll("0x[0-9a-f]+|@[0-9a-f]+|address:\\d+", "#");
    }
    System.out.println(what + ": " + result);
  }
}
