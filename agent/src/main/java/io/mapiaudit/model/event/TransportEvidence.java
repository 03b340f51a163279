package io.mapiaudit.model.event;

import static io.mapiaudit.model.event.EnvironmentObserved.ABSENT;
import static io.mapiaudit.model.event.EnvironmentObserved.MAPI_HTTP_DISABLED;
import static io.mapiaudit.model.event.EnvironmentObserved.MODULE_VERSION;

import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Works the transport of a run out: what is configured, else MapiHttpDisabled in the hive that MAPI
 * reads, which is that of the process's user (sources 002 and 003), else the loaded MAPI, else
 * unknown. A pure function of the run and of the facts in their order; not safe for use by several
 * threads at once.
 */
public final class TransportEvidence {

  /**
   * MAPI of Exchange itself (ExchangeMapiCdo). Source 002 names Outlook 2013 SP1 and newer as the
   * clients that have MAPI over HTTP.
   */
  private static final String WITHOUT_MAPI_HTTP = "exmapi32.dll";

  /** MAPI of Outlook: with one of these beside it, it is not known whose MAPI does the work. */
  private static final List<String> OF_OUTLOOK =
      Collections.unmodifiableList(Arrays.asList("olmapi32.dll", "msmapi32.dll"));

  private final Set<String> modules = new HashSet<>();
  private RunInfo configured;
  private RunInfo run;
  private String disabled = ABSENT;
  private String origin = "";

  /** The run begins, or a further part of its recording: facts that are known stay so. */
  public void started(RunInfo info) {
    configured = info;
    settle();
  }

  /**
   * A fact was observed; only those that tell of the transport count.
   *
   * @param key as in {@link EnvironmentObserved#key()}
   */
  public void observed(String key, String value) {
    if (configured == null) {
      return;
    }
    if (key.equals(MAPI_HTTP_DISABLED + configured.processIdentity().sid())) {
      disabled = value;
      settle();
    } else if (key.startsWith(MODULE_VERSION)) {
      String file = key.substring(MODULE_VERSION.length());
      if (file.equals(WITHOUT_MAPI_HTTP) || OF_OUTLOOK.contains(file)) {
        modules.add(file);
        settle();
      }
    }
  }

  /** The run with the transport as far as it is known; null before it began. */
  public RunInfo run() {
    return run;
  }

  /** What the transport is known from, "" while it is not known. */
  public String origin() {
    return origin;
  }

  private void settle() {
    Transport transport = configured.transport();
    origin = "";
    if (transport != Transport.UNKNOWN) {
      origin = "configured";
    } else if (disabled.matches("[0-9]{1,10}")) {
      // Registry numbers come in decimal.
      transport = Long.parseLong(disabled) == 0 ? Transport.MAPI_HTTP : Transport.RPC_HTTP;
      origin = "MapiHttpDisabled is " + disabled + " for the user of the process";
    } else if (disabled.equals(ABSENT) && isOfExchangeOnly()) {
      transport = Transport.RPC_HTTP;
      origin = WITHOUT_MAPI_HTTP + " is loaded, which has no MAPI over HTTP";
    }
    if (run == null || run.transport() != transport || !run.isSameRun(configured)) {
      run = configured.over(transport);
    }
  }

  private boolean isOfExchangeOnly() {
    return modules.contains(WITHOUT_MAPI_HTTP) && Collections.disjoint(modules, OF_OUTLOOK);
  }
}
