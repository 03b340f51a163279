package io.mapiaudit.runtime;

import io.mapiaudit.identity.Elevation;
import io.mapiaudit.identity.Environment;
import io.mapiaudit.identity.LoadedModules;
import io.mapiaudit.identity.MapiProfiles;
import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.Registry;
import io.mapiaudit.identity.Registry.Root;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.event.EnvironmentObserved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What Windows tells about this process and the users it impersonates: the registry, profiles and
 * loaded MAPI. Looked at on the agent's thread, each fact told once, in the journal for the rules
 * and in {@code run.json}. Nothing of MAPI is opened.
 */
final class MachineFacts {

  private static final String EXCHANGE = "Software\\Microsoft\\Exchange";
  private static final String MAPI_HTTP_DISABLED = "MapiHttpDisabled";
  private static final String NO_VERSION = "unknown";
  private static final String NOT_LOADED = "hive not loaded";
  private static final int MAX_USERS = 1_000;
  private static final int MAX_PROFILES = 1_000;
  private static final long PROFILES_EVERY_MICROS = TimeUnit.SECONDS.toMicros(10);

  private final Registry registry;
  private final Function<String, Optional<String>> modules;
  private final Supplier<String> elevation;
  private final JournalWriter journal;
  private final Naming naming;
  private final Identity process;
  private final Collection<String> moduleNames;
  private final Set<String> asked = Collections.synchronizedSet(new HashSet<>());
  private final Map<String, Identity> pending = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> users = new LinkedHashMap<>();
  private final Map<String, String> flags = new LinkedHashMap<>();
  private volatile Map<String, Object> described = Collections.emptyMap();
  private final AtomicInteger changes = new AtomicInteger();
  private boolean first = true;
  private Map<String, Object> lastProfiles;
  private long profilesMicros;
  private String lastAsked;

  /**
   * Facts that are still to be observed.
   *
   * @param modules tells the version of a loaded library by its file name
   * @param elevation tells whether the process runs elevated
   * @param moduleNames the libraries whose versions are of interest
   */
  MachineFacts(
      Registry registry,
      Function<String, Optional<String>> modules,
      Supplier<String> elevation,
      Collection<String> moduleNames,
      JournalWriter journal,
      Naming naming,
      Identity process) {
    this.registry = registry;
    this.modules = modules;
    this.elevation = elevation;
    this.moduleNames = moduleNames;
    this.journal = journal;
    this.naming = naming;
    this.process = process;
  }

  /** Those of this machine, which is a Windows one. */
  static MachineFacts here(
      Registry registry,
      Collection<String> moduleNames,
      JournalWriter journal,
      Naming naming,
      Identity process) {
    LoadedModules loaded = new LoadedModules();
    return new MachineFacts(
        registry,
        name -> loaded.file(name).map(file -> Environment.fileVersion(file).orElse(NO_VERSION)),
        () -> Elevation.read().label(),
        moduleNames,
        journal,
        naming,
        process);
  }

  /**
   * Has the hive of a user looked at.
   *
   * @return true when that was not asked before
   */
  boolean ask(Identity user) {
    // Most events are of the user of the one before.
    if (user.sid().equals(lastAsked) || !user.isKnown() || user.isSameUser(process)) {
      return false;
    }
    lastAsked = user.sid();
    if (asked.size() >= MAX_USERS || !asked.add(user.sid())) {
      return false;
    }
    pending.put(user.sid(), user);
    return true;
  }

  /** Looks at everything that can be new. */
  void observe() {
    int before = changes.get();
    if (first) {
      first = false;
      transport(process, Root.CURRENT_USER, EXCHANGE);
      changes.incrementAndGet();
    }
    users();
    loaded();
    Map<String, Object> found = profiles();
    if (changes.get() != before || !found.equals(described.get("profiles"))) {
      describe(found);
    }
  }

  /** Grows whenever {@link #describe()} has news. */
  int changes() {
    return changes.get();
  }

  /** Maps, lists and texts, for {@code run.json}. */
  Map<String, Object> describe() {
    return described;
  }

  private void users() {
    List<Identity> waiting;
    synchronized (pending) {
      waiting = new ArrayList<>(pending.values());
    }
    for (Identity user : waiting) {
      String shown = user.sid();
      String sid = naming.sidBehind(shown);
      if (sid == null) {
        pending.remove(shown);
      } else if (registry.exists(Root.USERS, sid + "\\Software")) {
        pending.remove(shown);
        transport(user, Root.USERS, sid + "\\" + EXCHANGE);
      } else if (!users.containsKey(shown)) {
        // Asked again in each round: a hive can be loaded later.
        user(user, NOT_LOADED);
      }
    }
  }

  private void transport(Identity user, Root root, String key) {
    String value = registry.value(root, key, MAPI_HTTP_DISABLED).orElse(EnvironmentObserved.ABSENT);
    journal.environmentObserved(EnvironmentObserved.MAPI_HTTP_DISABLED + user.sid(), value);
    user(user, value);
  }

  private void user(Identity user, String mapiHttpDisabled) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("windowsSession", user.windowsSession());
    fields.put("mapiHttpDisabled", mapiHttpDisabled);
    users.put(user.sid(), fields);
    changes.incrementAndGet();
  }

  private void loaded() {
    for (String name : moduleNames) {
      if (versions.containsKey(name)) {
        continue;
      }
      Optional<String> version = modules.apply(name);
      if (version.isPresent()) {
        versions.put(name, version.get());
        journal.environmentObserved(EnvironmentObserved.MODULE_VERSION + name, version.get());
        changes.incrementAndGet();
      }
    }
  }

  /** Not in every round: somebody may have hundreds of profiles. */
  private Map<String, Object> profiles() {
    long now = journal.nowMicros();
    if (lastProfiles != null && now - profilesMicros < PROFILES_EVERY_MICROS) {
      return lastProfiles;
    }
    profilesMicros = now;
    lastProfiles = readProfiles();
    return lastProfiles;
  }

  private Map<String, Object> readProfiles() {
    MapiProfiles profiles = MapiProfiles.read(registry);
    Iterator<Map.Entry<String, Long>> all = profiles.connectFlags().entrySet().iterator();
    Map<String, Object> connectFlags = new LinkedHashMap<>();
    for (int n = 0; all.hasNext() && n < MAX_PROFILES; n++) {
      Map.Entry<String, Long> profile = all.next();
      String name = naming.profile(profile.getKey());
      String value = "0x" + Long.toHexString(profile.getValue());
      connectFlags.put(name, value);
      if (!value.equals(flags.put(name, value))) {
        journal.environmentObserved(EnvironmentObserved.PROFILE_CONNECT_FLAGS + name, value);
      }
    }
    List<String> deleted = new ArrayList<>();
    profiles.deleted().forEach(name -> deleted.add(naming.profile(name)));
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("connectFlags", connectFlags);
    found.put("deleted", deleted);
    return found;
  }

  private void describe(Map<String, Object> profiles) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("elevation", elevation.get());
    facts.put("currentUserHive", registry.currentUserHive().map(this::hive).orElse("unknown"));
    facts.put("users", new LinkedHashMap<>(users));
    facts.put("modules", new LinkedHashMap<>(versions));
    facts.put("profiles", profiles);
    described = facts;
    changes.incrementAndGet();
  }

  private String hive(String name) {
    return name.startsWith("S-1-") ? naming.sid(name) : name;
  }
}
