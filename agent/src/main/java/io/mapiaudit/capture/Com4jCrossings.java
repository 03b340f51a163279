package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.model.Bridge;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * What com4j's classes tell. It makes every call on a thread of its own for each calling thread,
 * and that is where they are recorded.
 */
final class Com4jCrossings {

  private static final AutomationCall.Results POINTER = Com4jCrossings::pointer;

  /** Numbers and names of the events that a class of sinks has methods for. */
  private static final ClassValue<Map<Integer, String>> EVENTS =
      new ClassValue<Map<Integer, String>>() {
        @Override
        protected Map<Integer, String> computeValue(Class<?> type) {
          return eventsOf(type);
        }
      };

  private final Automation automation;
  private final EventSources events;
  private final Guard guard;

  /** Sources of events, by the sinks that are about to listen to them. */
  private final WeakIdentityMap<Long> listening = new WeakIdentityMap<>();

  Com4jCrossings(Automation automation, EventSources events, Guard guard) {
    this.automation = automation;
    this.events = events;
    this.guard = guard;
  }

  /** See the constants of {@link ProbeSink}. */
  Object entered(int point, Object self, Object[] arguments) throws Throwable {
    if (guard.isBusy()) {
      return null;
    }
    switch (point) {
      case ProbeSink.COM4J_CALLING:
        calling(arguments[0]);
        return null;
      case ProbeSink.COM4J_CREATED:
        automation.made(pointer(self), (String) arguments[0], true);
        return null;
      case ProbeSink.COM4J_CALL:
        return called((Long) arguments[0], (Method) arguments[1], (Object[]) arguments[2]);
      case ProbeSink.COM4J_QUERIED:
        if (automation.classAt((Long) arguments[0]) != null && !isContainer(self)) {
          automation.alias(pointer(self), (Long) arguments[0]);
        }
        return null;
      case ProbeSink.COM4J_RELEASE:
        return automation.releasing(Bridge.COM4J, (Long) arguments[0]);
      case ProbeSink.COM4J_LISTENING:
        if (automation.classAt((Long) arguments[0]) != null && arguments[1] != null) {
          listening.put(arguments[1], (Long) arguments[0]);
        }
        return null;
      case ProbeSink.COM4J_ADVISE:
        Long source = listening.remove(self);
        return source == null ? null : events.advising(Bridge.COM4J, source, self);
      case ProbeSink.COM4J_EVENT:
        return event(self, (Integer) arguments[0]);
      default:
        return null;
    }
  }

  private void calling(Object whom) {
    if (whom instanceof String) {
      automation.calling((String) whom);
    } else {
      automation.calling((Long) whom);
    }
  }

  private Object called(long address, Method method, Object[] arguments) {
    Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
    return automation.enter(Bridge.COM4J, address, method.getName(), first, 0, POINTER);
  }

  private Object event(Object sink, int number) {
    String name = EVENTS.get(sink.getClass()).get(number);
    return events.event(
        Bridge.COM4J,
        sink,
        sink.getClass().getName(),
        name == null ? "(event " + number + ")" : name);
  }

  /** com4j asks for it itself when events are listened to. */
  private static boolean isContainer(Object object) {
    for (Class<?> type : object == null ? new Class<?>[0] : object.getClass().getInterfaces()) {
      if (type.getName().equals("com4j.IConnectionPointContainer")) {
        return true;
      }
    }
    return false;
  }

  /** The address behind one of com4j's objects, 0 for anything else. */
  private static long pointer(Object object) throws ReflectiveOperationException {
    Class<?> com4jObject = object == null ? null : com4jObject(object.getClass());
    if (com4jObject == null) {
      return 0;
    }
    Method getter;
    try {
      getter = com4jObject.getMethod("getPointer");
    } catch (NoSuchMethodException before64Bits) {
      getter = com4jObject.getMethod("getPtr");
    }
    return ((Number) getter.invoke(object)).longValue();
  }

  private static Class<?> com4jObject(Class<?> type) {
    if (type.getName().equals("com4j.Com4jObject")) {
      return type;
    }
    for (Class<?> parent : type.getInterfaces()) {
      Class<?> found = com4jObject(parent);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Map<Integer, String> eventsOf(Class<?> type) {
    Map<Integer, String> names = new HashMap<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          if (annotation.annotationType().getName().equals("com4j.DISPID")) {
            try {
              Object number = annotation.annotationType().getMethod("value").invoke(annotation);
              names.putIfAbsent((Integer) number, method.getName());
            } catch (ReflectiveOperationException notThisCom4j) {
              // The number will do.
            }
          }
        }
      }
    }
    return names;
  }
}
