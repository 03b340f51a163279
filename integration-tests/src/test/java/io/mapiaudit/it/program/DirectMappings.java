package io.mapiaudit.it.program;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Function;
import com.sun.jna.FunctionMapper;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.mapiaudit.demo.binding.Mapi32.NotifCallback;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Uses JNA's direct mapping in ways that an agent may get wrong, and prints what comes of it. */
public final class DirectMappings {

  private static final int RELEASE = 2;
  private static final int OPEN_MSG_STORE = 5;
  private static final int ADVISE = 14;
  private static final int UNADVISE = 15;
  private static final String PROFILE = "direct mappings";

  private DirectMappings() {}

  /** A handle of the program's own type. */
  public static final class Session extends PointerType {}

  /** MAPI under other names, which a table translates; the table is kept by method. */
  static final class Mapi {
    private static final Map<Method, String> NAMES = new HashMap<>();

    static native int start(Pointer init);

    static native void end();

    static native int open(Pointer ui, byte[] profile, String password, int flags, long[] session);

    static native int close(Session object);

    static native int sink(NotifCallback callback, Pointer context, PointerByReference sink);

    static void register() throws ReflectiveOperationException {
      name("MAPIInitialize", "start", Pointer.class);
      name("MAPIUninitialize", "end");
      name(
          "MAPILogonEx",
          "open",
          Pointer.class,
          byte[].class,
          String.class,
          int.class,
          long[].class);
      name("UlRelease", "close", Session.class);
      name(
          "HrAllocAdviseSink",
          "sink",
          NotifCallback.class,
          Pointer.class,
          PointerByReference.class);
      FunctionMapper mapper = (library, method) -> NAMES.get(method).trim();
      Native.register(
          Mapi.class,
          NativeLibrary.getInstance(
              StandInLibrary.path(), Map.of(Library.OPTION_FUNCTION_MAPPER, mapper)));
    }

    private static void name(String function, String method, Class<?>... parameters)
        throws ReflectiveOperationException {
      NAMES.put(Mapi.class.getDeclaredMethod(method, parameters), function);
    }
  }

  /** Compares two integers. */
  public interface Comparison extends Callback {
    int compare(Pointer a, Pointer b);
  }

  /** Functions that are nobody's business. */
  static final class C {
    static native void qsort(Pointer base, NativeLong n, NativeLong size, Comparison comparison);

    static native void qsort(Pointer base, NativeLong n, NativeLong size, NotifCallback unused);

    static native int chdir(String path) throws LastErrorException;

    static {
      Native.register("c");
    }
  }

  /** Named like MAPI, never bound to anything. */
  static final class Unbound {
    static native int MAPILogonEx(Pointer ui);
  }

  /** Prints the same with and without an agent. */
  public static void main(String[] arguments) throws Exception {
    Memory numbers = new Memory(12);
    numbers.write(0, new int[] {3, 1, 2}, 0, 3);
    C.qsort(
        numbers,
        new NativeLong(3),
        new NativeLong(4),
        (Comparison)
            (a, b) -> {
              print("comparison", throughProxy() ? "through a proxy" : "called directly");
              return Integer.compare(a.getInt(0), b.getInt(0));
            });
    print("sorted", Arrays.toString(numbers.getIntArray(0, 3)));
    try {
      print("chdir", C.chdir("/no/such/folder"));
    } catch (LastErrorException expected) {
      print("chdir", expected.getMessage());
    }
    try {
      print("unbound", Unbound.MAPILogonEx(null));
    } catch (UnsatisfiedLinkError expected) {
      print("unbound", "not linked");
    }
    mapi();
  }

  private static void mapi() throws Exception {
    Mapi.register();
    Memory init = new Memory(8);
    init.setLong(0, 1L << 32);
    print("start", Mapi.start(init));
    long[] session = new long[1];
    byte[] profile =
        Arrays.copyOf(PROFILE.getBytes(StandardCharsets.US_ASCII), PROFILE.length() + 1);
    print("open", Mapi.open(null, profile, null, 0x2 | 0x10 | 0x20 | 0x8000, session));
    Pointer mapiSession = new Pointer(session[0]);
    PointerByReference out = new PointerByReference();
    print("store", call(mapiSession, OPEN_MSG_STORE, null, 0, null, null, 1, out));
    Pointer store = out.getValue();
    NotifCallback callback =
        (context, count, notifications) -> {
          print("notified", count, Thread.currentThread().getName());
          return 0;
        };
    Native.setCallbackThreadInitializer(
        callback, new CallbackThreadInitializer(true, false, "mail events"));
    // From now on it has a native half that calls it directly.
    C.qsort(init, new NativeLong(0), new NativeLong(4), callback);
    print("sink", Mapi.sink(callback, store, out));
    Session sink = new Session();
    sink.setPointer(out.getValue());
    PointerByReference connection = new PointerByReference();
    print("advise", call(store, ADVISE, 0, null, 2, sink, connection));
    print("close", Mapi.close(sink));
    StandIn standIn = StandInLibrary.bind(StandIn.class);
    print("delivered", standIn.MapiDemoDeliver(PROFILE), standIn.MapiDemoDrain(60_000));
    print("unadvise", call(store, UNADVISE, connection.getValue()));
    print("release", call(store, RELEASE), call(mapiSession, RELEASE));
    Mapi.end();
    new IntByReference(callback.hashCode()).getValue(); // reachable until here
  }

  private static int call(Pointer object, int slot, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = object;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Pointer method = object.getPointer(0).getPointer((long) slot * Native.POINTER_SIZE);
    return Function.getFunction(method).invokeInt(all);
  }

  private static boolean throughProxy() {
    return Arrays.stream(new Throwable().getStackTrace())
        .anyMatch(frame -> frame.getClassName().contains("CallbackReference"));
  }

  private static synchronized void print(Object... words) {
    System.out.println(Arrays.stream(words).map(String::valueOf).collect(Collectors.joining(" ")));
  }
}
