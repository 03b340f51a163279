package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.model.Bridge;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Automation objects over JNA: made by the functions of ole32, called through {@code IDispatch},
 * and told of by calls of the application's sinks.
 */
final class JnaAutomation {

  private static final int GET_IDS_OF_NAMES = 5;
  private static final int INVOKE = 6;
  private static final short VT_BSTR = 8;
  private static final short VT_DISPATCH = 9;
  private static final short VT_UNKNOWN = 13;
  private static final int MAX_ENTRIES = 10_000;

  private final Automation automation;
  private final NativeValues values;
  private final EventSources events;
  private final MemberNames members = new MemberNames();

  /** ProgIDs by the CLSIDs that the system has given for them. */
  private final ConcurrentHashMap<String, String> progIds = new ConcurrentHashMap<>();

  /** Addresses of sinks that were given to connection points of known objects. */
  private final ConcurrentHashMap<Long, Boolean> sinks = new ConcurrentHashMap<>();

  JnaAutomation(Automation automation, NativeValues values, EventSources events) {
    this.automation = automation;
    this.values = values;
    this.events = events;
  }

  /** Forgets which objects listen to events. */
  void forget() {
    sinks.clear();
  }

  /** Whether a function makes objects or tells which it makes. */
  static boolean isOfAutomation(String name) {
    switch (name) {
      case "CLSIDFromProgID":
      case "CLSIDFromProgIDEx":
      case "CoCreateInstance":
      case "GetActiveObject":
        return true;
      default:
        return false;
    }
  }

  /** One of these is called; null when it is not audited. */
  Returning functionEntered(String name, Object[] arguments) {
    switch (name) {
      case "CLSIDFromProgID":
      case "CLSIDFromProgIDEx":
        return arguments.length < 2 ? null : (result, thrown) -> named(arguments, result, thrown);
      case "CoCreateInstance":
        return made(arguments, 4);
      case "GetActiveObject":
        return made(arguments, 2);
      default:
        return null;
    }
  }

  private void named(Object[] arguments, Object result, Throwable thrown) {
    automation.quietly(
        () -> {
          String progId = arguments[0] == null ? null : arguments[0].toString();
          long clsid = values.valueOf(arguments[1]);
          boolean found = thrown == null && (int) values.valueOf(result) >= 0 && clsid != 0;
          if (found && progId != null && progIds.size() < MAX_ENTRIES) {
            progIds.put(guid(clsid), progId);
          }
        });
  }

  private Returning made(Object[] arguments, int out) {
    if (arguments.length <= out) {
      return null;
    }
    return (result, thrown) ->
        automation.quietly(
            () -> {
              long clsid = values.valueOf(arguments[0]);
              long pointer = values.valueOf(arguments[out]);
              boolean made = thrown == null && (int) values.valueOf(result) >= 0;
              if (made && clsid != 0 && pointer != 0) {
                String id = guid(clsid);
                automation.made(
                    NativeMemory.readPointer(pointer), progIds.getOrDefault(id, id), false);
              }
            });
  }

  /** The object's class when a slot of it is one of {@code IDispatch}, else null. */
  String dispatchClass(long object, int slot) {
    return slot == GET_IDS_OF_NAMES || slot == INVOKE ? automation.classAt(object) : null;
  }

  /** A slot of a known object's {@code IDispatch} is called; null when it is not audited. */
  Returning dispatchEntered(String className, long object, int slot, Object[] arguments)
      throws Throwable {
    if (slot == GET_IDS_OF_NAMES) {
      return arguments.length < 6 ? null : (result, thrown) -> learn(className, arguments, result);
    }
    if (arguments.length < 8) {
      return null;
    }
    int number = (int) values.valueOf(arguments[1]);
    long parameters = values.valueOf(arguments[5]);
    return automation.enter(
        Bridge.JNA_COM,
        object,
        members.name(className, number),
        (Arguments.Text) () -> firstArgument(parameters),
        0,
        new Outcome(arguments));
  }

  private void learn(String className, Object[] arguments, Object result) {
    automation.quietly(
        () -> {
          long number = values.valueOf(arguments[5]);
          if ((int) values.valueOf(result) < 0 || number == 0) {
            return;
          }
          Object name = arguments[2];
          if (name instanceof Object[] && ((Object[]) name).length > 0) {
            members.learn(className, NativeMemory.readInt(number), ((Object[]) name)[0].toString());
          }
        });
  }

  /** A sink was given to a connection point. */
  void advisedWith(long sink) {
    if (sinks.size() < MAX_ENTRIES) {
      sinks.put(sink, true);
    }
  }

  /** Whether an event is for a sink that was given to a connection point. */
  boolean isSink(long address) {
    return sinks.containsKey(address);
  }

  /** The entry point of an event, of which a sink is told by its number alone. */
  Target event(int number) {
    return events.target(Bridge.JNA_COM, "IDispatch", "Invoke(" + number + ")");
  }

  /**
   * The first argument, if it is text. DISPPARAMS has its arguments last to first: rgvarg at 0,
   * cArgs after two pointers; a VARIANT has its type at 0, its value at 8, and is 24 (16) bytes.
   */
  private static String firstArgument(long parameters) {
    if (parameters == 0) {
      return null;
    }
    int pointerSize = NativeMemory.pointerSize();
    long arguments = NativeMemory.readPointer(parameters);
    int count = NativeMemory.readInt(parameters + 2L * pointerSize);
    if (arguments == 0 || count < 1) {
      return null;
    }
    long first = arguments + (long) (count - 1) * (8 + 2L * pointerSize);
    boolean text = (short) NativeMemory.readInt(first) == VT_BSTR;
    long string = text ? NativeMemory.readPointer(first + 8) : 0;
    return string == 0 ? null : NativeMemory.readText(string, true);
  }

  private static String guid(long address) {
    ByteBuffer bytes =
        ByteBuffer.wrap(NativeMemory.readBytes(address, 16)).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        ((long) bytes.getInt(0) << 32)
            | ((bytes.getShort(4) & 0xFFFFL) << 16)
            | (bytes.getShort(6) & 0xFFFFL);
    long low = bytes.order(ByteOrder.BIG_ENDIAN).getLong(8);
    return new UUID(high, low).toString().toUpperCase(Locale.ROOT);
  }

  /** What {@code Invoke} has written: its result is argument 6, the EXCEPINFO argument 7. */
  private final class Outcome implements AutomationCall.Results {
    private final Object[] arguments;

    Outcome(Object[] arguments) {
      this.arguments = arguments;
    }

    @Override
    public long pointer(Object result) throws Throwable {
      long variant = values.valueOf(arguments[6]);
      int type = variant == 0 ? 0 : (short) NativeMemory.readInt(variant);
      boolean object = type == VT_DISPATCH || type == VT_UNKNOWN;
      return object ? NativeMemory.readPointer(variant + 8) : 0;
    }

    @Override
    public int hresult(Object result) throws Throwable {
      int hresult = (int) values.valueOf(result);
      long information = values.valueOf(arguments[7]);
      if (hresult != Hresults.DISP_E_EXCEPTION || information == 0) {
        return hresult;
      }
      // Two shorts, padding, three strings, a number with padding, two pointers, then the code.
      int code = NativeMemory.readInt(information + 7L * NativeMemory.pointerSize());
      return code < 0 ? code : hresult;
    }
  }
}
