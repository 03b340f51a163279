package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.internal.Cleaner;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes back what JNA keeps of whoever used it. It is made to be used as long as it is loaded; the
 * agent's JNA stays loaded when the agent goes.
 */
public final class JnaInternals {

  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private JnaInternals() {}

  /**
   * Ends the thread by which JNA frees native memory; it makes another one when it needs it. It
   * would stay for half a minute after the last use, and hold on to the class loader of whoever it
   * was made for.
   */
  public static void endCleaner() {
    Thread thread = takeCleaner();
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** JNA knows of its thread that it ends by itself, not that it can be interrupted. */
  private static Thread takeCleaner() {
    Cleaner cleaner = Cleaner.getCleaner();
    // What JNA itself takes for it.
    synchronized (value(Cleaner.class, "referenceQueue", cleaner)) {
      Thread running = (Thread) value(Cleaner.class, "cleanerThread", cleaner);
      set(Cleaner.class, "cleanerThread", cleaner);
      return running;
    }
  }

  /** Unbinds a class of native methods; nobody may be in one of them, nor call one any more. */
  static void unregister(Class<?> bound) {
    Native.unregister(bound);
    // The weak map's value names the class again, so its entry would never go.
    ((Map<?, ?>) value(Native.class, "typeOptions", null)).remove(bound);
  }

  private static Object value(Class<?> type, String field, Object owner) {
    try {
      return accessible(type, field).get(owner);
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException(otherVersion);
    }
  }

  private static void set(Class<?> type, String field, Object owner) {
    try {
      accessible(type, field).set(owner, null);
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException(otherVersion);
    }
  }

  private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
