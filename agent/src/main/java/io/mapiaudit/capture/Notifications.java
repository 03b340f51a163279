package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recognises which of an application's JNA callbacks are MAPI notifications: those given to {@code
 * HrAllocAdviseSink}, and those that stand in slot 3 of an advise sink the application made itself.
 */
final class Notifications {

  /** IMAPIAdviseSink::OnNotify. */
  private static final int ON_NOTIFY_SLOT = 3;

  private static final int MAX_TARGETS = 10_000;

  private final JournalWriter journal;
  private final CallbackRegistry callbacks;
  private final Upcalls upcalls;
  private final ConcurrentHashMap<Method, Target> targets = new ConcurrentHashMap<>();

  /** Code addresses of the OnNotify methods that the application has advised with. */
  private final ConcurrentHashMap<Long, Boolean> onNotifyCode = new ConcurrentHashMap<>();

  Notifications(JournalWriter journal, CallbackRegistry callbacks, Upcalls upcalls) {
    this.journal = journal;
    this.callbacks = callbacks;
    this.upcalls = upcalls;
  }

  /** Takes note of a sink that the application made itself. */
  void advisedWith(long sink) {
    long table = NativeMemory.readPointer(sink);
    if (table != 0 && onNotifyCode.size() < MAX_TARGETS) {
      int pointerSize = NativeMemory.pointerSize();
      long code = NativeMemory.readPointer(table + (long) ON_NOTIFY_SLOT * pointerSize);
      onNotifyCode.put(code, true);
      upcalls.givenToMapi(code, true);
    }
  }

  /** Takes note of a function that MAPI is given to call; 0 for a callback object. */
  void calledBackAt(long address) {
    upcalls.givenToMapi(address, false);
  }

  /** The key of a callback that is a notification function, 0 when it is none. */
  long keyOf(Object callback) {
    return callbacks.find(callback);
  }

  /** True when a callback is the OnNotify method of a sink the application made itself. */
  boolean isOnNotify(Object callback, Method method) throws ReflectiveOperationException {
    if (onNotifyCode.isEmpty()) {
      return false;
    }
    return onNotifyCode.containsKey(JnaCallbacks.codeAddress(callback, method));
  }

  /** The entry point of a callback method. */
  Target target(Method method) {
    Target target = targets.get(method);
    if (target == null) {
      EntryPoint entryPoint =
          new EntryPoint(
              Kind.NOTIFICATION,
              Bridge.JNA,
              method.getDeclaringClass().getName(),
              method.getName(),
              "",
              EntryPoint.ResultType.HRESULT);
      target = new Target(new CallShape.Builder(entryPoint).build(), Bridge.JNA, journal);
      targets.put(method, target);
    }
    return target;
  }
}
