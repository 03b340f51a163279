package io.mapiaudit.it;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The calls in a journal by the name of their thread, read with the agent's own reader. The shipped
 * jar hides that reader, so it is taken from the classes the jar was made of, by reflection.
 */
final class RecordedCalls {

  private static final String READER = "io.mapiaudit.journal.JournalReader";

  /** Calls of one thread. */
  static final class OfThread {
    private long entered;
    private long returned;

    /** How many were entered. */
    long entered() {
      return entered;
    }

    /** How many of those came back. */
    long returned() {
      return returned;
    }
  }

  private final Map<String, OfThread> threads = new TreeMap<>();
  private final Map<Long, OfThread> open = new HashMap<>();
  private final List<String> entryPoints = new ArrayList<>();
  private final List<String> corruptions = new ArrayList<>();
  private final List<String> accounts = new ArrayList<>();
  private long events;
  private long lostByAgent;

  private RecordedCalls() {}

  /** Reads the journal in a run folder. */
  static RecordedCalls in(Path runFolder) throws IOException {
    RecordedCalls calls = new RecordedCalls();
    URL classes = Project.agentClasses().toUri().toURL();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      calls.read(loader.loadClass(READER), runFolder);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the journal's reader is not what it was", e);
    }
    return calls;
  }

  private void read(Class<?> type, Path runFolder)
      throws ReflectiveOperationException, IOException {
    Consumer<Object> problem = this::problem;
    Object reader =
        type.getMethod("open", Path.class, Consumer.class).invoke(null, runFolder, problem);
    try (Closeable closing = (Closeable) reader) {
      var next = type.getMethod("next");
      for (Object event = next.invoke(closing); event != null; event = next.invoke(closing)) {
        events++;
        take(event);
      }
    }
  }

  private void problem(Object told) {
    try {
      if ((Boolean) get(told, "isCorruption")) {
        corruptions.add(told.toString());
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the journal's reader is not what it was", e);
    }
  }

  private void take(Object event) throws ReflectiveOperationException {
    switch (event.getClass().getSimpleName()) {
      case "CallEntered" -> {
        Object thread = get(event, "thread");
        OfThread calls =
            threads.computeIfAbsent((String) get(thread, "name"), name -> new OfThread());
        calls.entered++;
        Object entryPoint = get(event, "entryPoint");
        entryPoints.add(
            String.join(
                " ",
                (String) get(get(entryPoint, "kind"), "label"),
                (String) get(get(entryPoint, "bridge"), "label"),
                (String) get(entryPoint, "displayName")));
        open.put((Long) get(event, "sequence"), calls);
      }
      case "CallReturned" -> {
        OfThread calls = open.remove((Long) get(event, "callId"));
        if (calls != null) {
          calls.returned++;
        }
      }
      case "AccountNamed" -> accounts.add((String) get(event, "account"));
      case "EventsLost" -> lostByAgent += (Long) get(event, "count");
      default -> {}
    }
  }

  private static Object get(Object value, String property) throws ReflectiveOperationException {
    return value.getClass().getMethod(property).invoke(value);
  }

  /** The calls of the thread of this name; none when it made none. */
  OfThread of(String thread) {
    return threads.getOrDefault(thread, new OfThread());
  }

  /** What was called, in the order of the calls: kind, bridge and name of each. */
  List<String> entryPoints() {
    return entryPoints;
  }

  /** Names of accounts that have been found. */
  List<String> accounts() {
    return accounts;
  }

  /** All events, calls or not. */
  long events() {
    return events;
  }

  /** Events that the agent says it could not record. */
  long lostByAgent() {
    return lostByAgent;
  }

  /** What makes no sense in the journal; what a kill or a bound leaves undone is none of it. */
  List<String> corruptions() {
    return corruptions;
  }
}
