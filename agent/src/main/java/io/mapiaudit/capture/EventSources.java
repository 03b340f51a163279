package io.mapiaudit.capture;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.util.HashMap;
import java.util.Map;

/** Has it recorded that events of automation objects are listened to, and that they no more are. */
final class EventSources {

  private static final AutomationCall.Results NOTHING = result -> 0;

  private final Automation automation;
  private final CallbackRegistry callbacks;
  private final Map<String, CallShape> advises = new HashMap<>();
  private final Map<String, CallShape> unadvises = new HashMap<>();

  EventSources(Automation automation, CallbackRegistry callbacks) {
    this.automation = automation;
    this.callbacks = callbacks;
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
