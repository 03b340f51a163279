package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.model.Bridge;
import java.lang.reflect.Field;

/** What JACOB's classes tell. It makes every call on the calling thread. */
final class JacobCrossings {

  private static final AutomationCall.Results NO_POINTER = result -> 0;

  private static final ClassValue<Field> POINTERS =
      new ClassValue<Field>() {
        @Override
        protected Field computeValue(Class<?> type) {
          for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals("com.jacob.com.Dispatch")) {
              try {
                return c.getField("m_pDispatch");
              } catch (NoSuchFieldException notThisJacob) {
                return null;
              }
            }
          }
          return null;
        }
      };

  private final Automation automation;
  private final EventSources events;
  private final Guard guard;
  private final MemberNames members;

  /** What members have handed out and was not looked at: the parent's address, the class. */
  private final WeakIdentityMap<Object[]> unopened = new WeakIdentityMap<>();

  private final WeakIdentityMap<Object[]> subscriptions = new WeakIdentityMap<>();

  JacobCrossings(Automation automation, EventSources events, Guard guard, MemberNames members) {
    this.automation = automation;
    this.events = events;
    this.guard = guard;
    this.members = members;
  }

  /** See the constants of {@link ProbeSink}. */
  Object entered(int point, Object self, Object[] arguments) throws ReflectiveOperationException {
    if (point == ProbeSink.JACOB_CREATED) {
      automation.made(pointer(self), (String) arguments[0], true);
      return null;
    }
    if (!automation.isUsed() || guard.isBusy()) {
      return null;
    }
    switch (point) {
      case ProbeSink.JACOB_CALL:
        return called(arguments);
      case ProbeSink.JACOB_IDS:
        return asked(arguments[0], arguments[1]);
      case ProbeSink.JACOB_CONVERTED:
        converted(self, arguments[0]);
        return null;
      case ProbeSink.JACOB_RELEASE:
        return automation.releasing(Bridge.JACOB, pointer(self));
      case ProbeSink.JACOB_ADVISE:
        return advising(arguments[0], arguments[1]);
      case ProbeSink.JACOB_UNADVISE:
        return unadvising(self);
      case ProbeSink.JACOB_EVENT:
        return event(self, (String) arguments[0], arguments[1]);
      default:
        return null;
    }
  }

  /** (Dispatch, name or number, …, arguments, …); a null name is followed by the number. */
  private Object called(Object[] arguments) throws ReflectiveOperationException {
    long address = pointer(arguments[0]);
    String className = automation.classAt(address);
    if (className == null) {
      return null;
    }
    Object member = arguments[1] == null ? arguments[2] : arguments[1];
    String name =
        member instanceof String
            ? (String) member
            : members.name(className, ((Number) member).intValue());
    AutomationCall entered =
        automation.enter(Bridge.JACOB, address, name, new FirstVariant(arguments), 0, NO_POINTER);
    if (entered == null) {
      return null;
    }
    return (Returning)
        (result, thrown) -> {
          if (result != null && entered.call().createdInterface() != null) {
            unopened.put(result, new Object[] {address, entered.call().createdInterface()});
          }
          entered.returned(result, thrown);
        };
  }

  private Object asked(Object dispatch, Object names) throws ReflectiveOperationException {
    String className = automation.classAt(pointer(dispatch));
    if (className == null) {
      return null;
    }
    return (Returning)
        (result, thrown) -> {
          Object name = names instanceof String[] ? ((String[]) names)[0] : names;
          Object number = result instanceof int[] ? ((int[]) result)[0] : result;
          if (number instanceof Integer && name != null) {
            members.learn(className, (Integer) number, name.toString());
          }
        };
  }

  /** Only now the object that a member handed out has an address. */
  private void converted(Object variant, Object dispatch) throws ReflectiveOperationException {
    Object[] origin = unopened.get(variant);
    long address = pointer(dispatch);
    if (origin == null || address == 0) {
      return;
    }
    AutomationCall call =
        automation.converting(
            Bridge.JACOB, (Long) origin[0], (String) origin[1], result -> address);
    if (call != null) {
      call.returned(null, null);
    }
  }

  private Object advising(Object source, Object sink) throws ReflectiveOperationException {
    long address = pointer(source);
    AutomationCall call = events.advising(Bridge.JACOB, address, sink);
    return call == null
        ? null
        : (Returning)
            (result, thrown) -> {
              if (result != null) {
                subscriptions.put(result, new Object[] {address, sink});
              }
              call.returned(null, thrown);
            };
  }

  private Object unadvising(Object dispatchEvents) {
    Object[] subscription = subscriptions.remove(dispatchEvents);
    return subscription == null
        ? null
        : events.unadvising(Bridge.JACOB, (Long) subscription[0], subscription[1]);
  }

  private Object event(Object proxy, String event, Object target) {
    Object sink = target == null ? proxy : target;
    return events.event(Bridge.JACOB, sink, sink.getClass().getName(), event);
  }

  private static long pointer(Object dispatch) throws ReflectiveOperationException {
    Field field = dispatch == null ? null : POINTERS.get(dispatch.getClass());
    return field == null ? 0 : ((Number) field.get(dispatch)).longValue();
  }

  /** The first argument of a member, read only where it is a profile name. */
  private static final class FirstVariant implements Arguments.Text {
    private final Object[] arguments;

    FirstVariant(Object[] arguments) {
      this.arguments = arguments;
    }

    @Override
    public String text() {
      for (Object argument : arguments) {
        if (argument instanceof Object[] && ((Object[]) argument).length > 0) {
          Object first = ((Object[]) argument)[0];
          return first == null ? null : first.toString();
        }
      }
      return null;
    }
  }
}
