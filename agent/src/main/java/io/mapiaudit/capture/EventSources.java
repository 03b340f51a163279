package io.mapiaudit.capture;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has it recorded who listens to events of automation objects, and what comes. */
final class EventSources {

  private static final int MAX_TARGETS = 10_000;

  private static final AutomationCall.Results NOTHING = result -> 0;

  private final Automation automation;
  private final CallbackRegistry callbacks;
  private final Crossings crossings;
  private final Guard guard;
  private final JournalWriter journal;
  private final Map<String, Target> events = new ConcurrentHashMap<>();
  private final Map<String, CallShape> advises = new HashMap<>();
  private final Map<String, CallShape> unadvises = new HashMap<>();

  EventSources(
      Automation automation,
      CallbackRegistry callbacks,
      Crossings crossings,
      Guard guard,
      JournalWriter journal) {
    this.automation = automation;
    this.callbacks = callbacks;
    this.crossings = crossings;
    this.guard = guard;
    this.journal = journal;
  }

  /**
   * A sink is about to be told of an object's events; null when the object is not known.
   *
   * @param sink the application's object
   */
  AutomationCall advising(Bridge bridge, long source, Object sink) {
    String className = automation.classAt(source);
    if (className == null || sink == null) {
      return null;
    }
    long key = callbacks.register(sink);
    // The key stands for the connection too: bridges keep its real number to themselves.
    return automation.enter(
        shape(advises, Kind.ADVISE, className, "Advise"), bridge, source, null, key, r -> key);
  }

  /** A sink will no longer be told; null when it was not known. */
  AutomationCall unadvising(Bridge bridge, long source, Object sink) {
    String className = automation.classAt(source);
    long key = sink == null ? 0 : callbacks.find(sink);
    if (className == null || key == 0) {
      return null;
    }
    CallShape shape = shape(unadvises, Kind.UNADVISE, className, "Unadvise");
    return automation.enter(shape, bridge, source, null, key, NOTHING);
  }

  /**
   * A sink is told of an event; null when it is not known.
   *
   * @param sink the application's object
   * @param owner name of its class
   */
  Call event(Bridge bridge, Object sink, String owner, String event) {
    long key = sink == null || guard.isBusy() ? 0 : callbacks.find(sink);
    if (key == 0) {
      return null;
    }
    return crossings.notified(
        target(bridge, owner, event),
        0,
        0,
        key,
        stacks -> stacks.into(sink.getClass().getName(), event));
  }

  /** The entry point of an event. */
  Target target(Bridge bridge, String owner, String event) {
    String name = bridge.label() + ' ' + owner + ' ' + event;
    Target target = events.get(name);
    if (target == null) {
      EntryPoint entryPoint =
          new EntryPoint(Kind.NOTIFICATION, bridge, owner, event, "", EntryPoint.ResultType.NONE);
      target = new Target(new CallShape.Builder(entryPoint).build(), bridge, journal);
      if (events.size() < MAX_TARGETS) {
        events.put(name, target);
      }
    }
    return target;
  }

  private synchronized CallShape shape(
      Map<String, CallShape> shapes, Kind kind, String className, String name) {
    return shapes.computeIfAbsent(
        className,
        owner -> {
          CallShape.Builder shape =
              new CallShape.Builder(
                  new EntryPoint(kind, Bridge.JNA, owner, name, "", EntryPoint.ResultType.HRESULT));
          shape.object(0).created(1);
          return kind == Kind.ADVISE ? shape.context(2).build() : shape.argument(2).build();
        });
  }
}
