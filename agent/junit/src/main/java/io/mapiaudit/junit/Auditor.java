package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The audit of the tests in this JVM: there is an agent, or it is known why there is none. Safe for
 * use by several threads.
 */
final class Auditor {

  private static Auditor shared;
  private static Auditor given;

  private final AgentLink link;

  Auditor(AgentLink link) {
    this.link = link;
  }

  /**
   * The one of this JVM; loads the agent when there is none.
   *
   * @throws AuditUnavailable when that cannot be done, each time
   */
  static synchronized Auditor of(Settings settings) {
    if (given != null) {
      return given;
    }
    if (shared == null || AgentLink.find() == null) {
      shared = new Auditor(find(settings));
    }
    return shared;
  }

  /** Has another one be that of this JVM; null for none. */
  static synchronized void use(Auditor other) {
    given = other;
  }

  /** The one of this JVM, null while there is none. */
  static synchronized Auditor ofThisJvm() {
    return given == null ? shared : given;
  }

  private static AgentLink find(Settings settings) {
    AgentLink link = AgentLink.find();
    if (link == null) {
      once(() -> Installation.install(settings));
      link = AgentLink.find();
    }
    if (link == null) {
      throw new AuditUnavailable(
          "the agent in this JVM is not the one of mapi-audit-junit, or was taken out. Fix: give"
              + " both the same version, and leave detach for later");
    }
    return link;
  }

  /** Why the agent cannot be loaded, null when that has not been tried or was done. */
  private static String obstacle;

  /** What failed once is not tried for each test again. */
  private static void once(Runnable installation) {
    if (obstacle == null) {
      try {
        installation.run();
      } catch (AuditUnavailable reason) {
        obstacle = reason.getMessage();
      }
    }
    if (obstacle != null) {
      throw new AuditUnavailable(obstacle);
    }
  }

  void begin(String id, String parent, boolean isTest) {
    link.begin(id, parent, isTest);
  }

  void end(String id) {
    link.end(id);
  }

  /**
   * What was found.
   *
   * @param id of a test or what holds tests, null for all
   * @param take true when it is not to be told again
   * @throws AssertionError when the agent does not come to an end in time, or was switched off:
   *     then nobody knows whether there is a finding
   */
  List<AuditFinding> findings(String id, String[] suppressions, boolean take, Settings settings) {
    long millis = settings.waiting().toMillis();
    List<?> found = link.findings(id, suppressions, take, millis);
    if (found == null) {
      throw new AssertionError(
          "mapi-audit: what this test has done was not judged within "
              + millis
              + " ms, so nobody knows whether there is a finding. Fix: give the key"
              + " mapi.audit.junit.wait more time");
    }
    List<AuditFinding> findings = new ArrayList<>();
    for (Object fields : found) {
      findings.add(new AuditFinding((Map<?, ?>) fields));
    }
    return findings;
  }

  /** Folder of the run. */
  String folder() {
    return String.valueOf(link.state().get("folder"));
  }

  /**
   * Why not everything was audited, null when everything was.
   *
   * @param unanalysed what {@link #unanalysed} was before
   */
  String gap(long unanalysed) {
    Map<?, ?> state = link.state();
    if (!Boolean.TRUE.equals(state.get("recording"))) {
      return "recording is off ("
          + state.get("recordingBy")
          + "), so this test was not audited to its end. Fix: raise or switch off overhead.max for"
          + " tests, or switch recording on";
    }
    long missed = ((Number) state.get("unanalysed")).longValue() - unanalysed;
    return missed <= 0
        ? null
        : missed
            + " events were deleted before they could be judged, so this test was not audited"
            + " completely. Fix: raise journal.max-size";
  }

  /** Events that were deleted before they were judged. */
  long unanalysed() {
    return ((Number) link.state().get("unanalysed")).longValue();
  }
}
