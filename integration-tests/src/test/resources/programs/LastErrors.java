import com.sun.jna.Native;
import io.mapiaudit.demo.binding.NativeMapi;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets the thread's last error, makes a MAPI call that leaves it alone, and asks for it, all by native methods, again and
 * again. Prints what it was instead of what had been set, and how often.
 */
public final class LastErrors {

  private static final int ROUNDS = 3_000;
  private static final int LAST_ERROR = 4242;
  private static final int CAN_BE_ANSI = 0x22;

  private LastErrors() {}

  public static void main(String[] arguments) {
    check(NativeMapi.initialize(0));
    check(NativeMapi.createProfile("last errors"));
    long session = handle(NativeMapi.logon("last errors", CAN_BE_ANSI));
    long store = handle(NativeMapi.openStore(session));
    // Linking a native method for its first call changes the last error; so make all of them once.
    afterOneCall(store);
    Map<Integer, Integer> changed = new TreeMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      int error = afterOneCall(store);
      if (error != LAST_ERROR) {
        changed.merge(error, 1, Integer::sum);
      }
    }
    NativeMapi.release(store);
    check(NativeMapi.logoff(session));
    NativeMapi.release(session);
    NativeMapi.uninitialize();
    System.out.println("changed: " + changed);
  }

  private static int afterOneCall(long store) {
    Native.setLastError(LAST_ERROR);
    check(NativeMapi.countMessages(store));
    return NativeMapi.lastError();
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException(Integer.toHexString(result));
    }
  }

  private static long handle(long handle) {
    check(handle == 0 ? NativeMapi.lastResult() : 0);
    return handle;
  }
}
