package io.mapiaudit.junit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Speaks with the agent in this JVM. It is in a class loader of its own; the two meet in a class
 * that the agent defines in {@code java.lang}.
 */
final class AgentLink {

  private static final String MEETING_POINT = "java.lang.MapiAuditProbeMemory";
  private static final int PROTOCOL = 1;

  private final Function<Object[], Object> agent;

  AgentLink(Function<Object[], Object> agent) {
    this.agent = agent;
  }

  /**
   * The agent that audits this JVM, null when there is none.
   *
   * @throws AuditUnavailable when it is of a version that cannot be spoken with
   */
  static AgentLink find() {
    Function<Object[], Object> agent = meet();
    if (agent == null) {
      return null;
    }
    Object protocol = agent.apply(new Object[] {"protocol"});
    if (!Integer.valueOf(PROTOCOL).equals(protocol)) {
      throw new AuditUnavailable(
          "the agent in this JVM is of another version than mapi-audit-junit. Fix: give both the"
              + " same version");
    }
    return new AgentLink(agent);
  }

  @SuppressWarnings("unchecked") // what the agent put there
  private static Function<Object[], Object> meet() {
    try {
      Class<?> point = Class.forName(MEETING_POINT, false, null);
      return (Function<Object[], Object>) point.getMethod("tests").invoke(null);
    } catch (ClassNotFoundException noAgent) {
      return null;
    } catch (NoSuchMethodException older) {
      throw new AuditUnavailable(
          "the agent in this JVM is too old for mapi-audit-junit. Fix: give both the same version");
    } catch (ReflectiveOperationException unexpected) {
      throw new AuditUnavailable("the agent in this JVM cannot be spoken with: " + unexpected);
    }
  }

  /** A test, or what holds tests, begins on this thread. */
  void begin(String id, String parent, boolean isTest) {
    ask("begin", id, parent, isTest);
  }

  /** It ends. */
  void end(String id) {
    ask("end", id);
  }

  /**
   * What was found so far, when all that has been recorded is judged.
   *
   * @param id of the test, with those in it; null for all
   * @param suppressions lines of accepted findings
   * @param take true when they have been told then, and are not returned again
   * @return null when it is not judged in that time
   * @throws IllegalArgumentException for suppressions with mistakes
   */
  List<?> findings(String id, String[] suppressions, boolean take, long milliseconds) {
    return (List<?>) ask("findings", id, suppressions.clone(), take, milliseconds);
  }

  /** How the agent is. */
  Map<?, ?> state() {
    return (Map<?, ?>) ask("state");
  }

  private Object ask(Object... question) {
    return agent.apply(question);
  }
}
