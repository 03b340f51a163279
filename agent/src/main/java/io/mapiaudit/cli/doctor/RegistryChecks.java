package io.mapiaudit.cli.doctor;

import io.mapiaudit.identity.MapiProfiles;
import io.mapiaudit.identity.Registry;
import io.mapiaudit.identity.Registry.Root;
import io.mapiaudit.model.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What MAPI reads from HKEY_CURRENT_USER, and whose hive that is. */
public final class RegistryChecks {

  /** Name of the check of that: an agent that is at work knows it better. */
  public static final String TRANSPORT = "transport";

  private static final String EXCHANGE = "Software\\Microsoft\\Exchange";
  private static final String DELETED = "deleted profiles";

  private static final int NO_NOTIFICATIONS = 0x20;

  private final Registry registry;

  RegistryChecks(Registry registry) {
    this.registry = registry;
  }

  /**
   * All of them, of the user that runs the command.
   *
   * @param transport as configured
   * @param ownSid of this process, null when not known
   */
  public static List<Check> run(
      Optional<Registry> registry, Optional<Transport> transport, String ownSid) {
    if (!registry.isPresent()) {
      return new ArrayList<>(Arrays.asList(transport(transport, Optional.empty(), "")));
    }
    return new RegistryChecks(registry.get()).checks(transport, ownSid);
  }

  List<Check> checks(Optional<Transport> transport, String ownSid) {
    List<Check> checks = new ArrayList<>();
    Optional<String> hive = registry.currentUserHive();
    checks.add(hive(hive, ownSid));
    Optional<String> disabled = registry.value(Root.CURRENT_USER, EXCHANGE, "MapiHttpDisabled");
    checks.add(transport(transport, disabled, hive.orElse("this user")));
    MapiProfiles profiles = MapiProfiles.read(registry);
    long quiet =
        profiles.connectFlags().values().stream()
            .filter(flags -> (flags & NO_NOTIFICATIONS) != 0)
            .count();
    int deleted = profiles.deleted().size();
    checks.add(
        Check.note(
            "profiles",
            profiles.connectFlags().size()
                + " of this user, "
                + quiet
                + " of them with CONNECT_NO_NOTIFICATIONS (0x20) in the connect flags"));
    checks.add(
        deleted == 0
            ? Check.ok(DELETED, "none is waiting to be purged")
            : Check.warn(
                DELETED,
                deleted
                    + " marked as deleted and still there: the next MAPIInitialize of a process that"
                    + " does not know who uses them purges them (source 003)",
                "call DeleteProfile after the sessions of the profile have ended; see the rules"
                    + " profile-deleted-in-use and initialize-purges-profiles"));
    return checks;
  }

  private static Check hive(Optional<String> hive, String ownSid) {
    if (!hive.isPresent()) {
      return Check.note("HKCU", "this system does not tell whose hive it is");
    }
    if (ownSid == null || hive.get().equalsIgnoreCase(ownSid)) {
      return Check.ok("HKCU", "is the hive of " + hive.get());
    }
    return Check.warn(
        "HKCU",
        "is the hive of " + hive.get() + " and not of " + ownSid + ", who runs this",
        "have the user's profile loaded (for a service: log on as that account), or expect MAPI's"
            + " profiles in the other hive");
  }

  private static Check transport(
      Optional<Transport> configured, Optional<String> disabled, String hive) {
    if (configured.isPresent()) {
      return Check.ok(TRANSPORT, configured.get().label() + ", as configured");
    }
    if (!disabled.isPresent()) {
      return Check.note(
          TRANSPORT,
          "not known: it is not configured, and MapiHttpDisabled is not set for "
              + (hive.isEmpty() ? "anybody here" : hive)
              + "; findings then tell the consequences of both. The key transport says which it is");
    }
    // Registry numbers come in decimal.
    boolean rpc = !disabled.get().equals("0");
    return Check.ok(
        TRANSPORT,
        (rpc ? Transport.RPC_HTTP : Transport.MAPI_HTTP).label()
            + ": MapiHttpDisabled is "
            + disabled.get()
            + " in the hive of "
            + hive
            + (rpc ? "" : ", if the server offers it"));
  }
}
