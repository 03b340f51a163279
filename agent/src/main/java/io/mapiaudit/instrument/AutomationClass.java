package io.mapiaudit.instrument;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A class of automation objects: what its members do. Safe for use by several threads. */
final class AutomationClass {

  /** Names come from programs; beyond this many the rest share one. */
  private static final int MAX_MEMBERS = 2_000;

  private static final String ANY = "(member)";

  private final String name;
  private final String opens;
  private final Map<String, CallShape> members = new ConcurrentHashMap<>();

  AutomationClass(String name, String opens) {
    this.name = name;
    this.opens = opens;
  }

  /**
   * Lists a member.
   *
   * @param profile true when its first argument is a profile name
   * @param handsOut class of the object it returns, null for what members of this class return
   */
  void add(String member, Kind kind, boolean profile, String handsOut) {
    String created = kind == Kind.LOGON ? name : handsOut == null ? opens : handsOut;
    members.put(key(member), shape(member, kind, profile, created));
  }

  /** What a member does. */
  CallShape member(String member) {
    String key = key(member);
    CallShape shape = members.get(key);
    if (shape != null) {
      return shape;
    }
    boolean full = members.size() >= MAX_MEMBERS;
    return members.computeIfAbsent(
        full ? ANY : key, k -> shape(full ? ANY : member, Kind.OPEN, false, opens));
  }

  private CallShape shape(String member, Kind kind, boolean profile, String created) {
    EntryPoint entryPoint =
        new EntryPoint(kind, Bridge.JNA, name, member, created, ResultType.HRESULT);
    return new CallShape.Builder(entryPoint)
        .object(0)
        .created(1)
        .context(2)
        .text(profile ? 3 : CallShape.NONE)
        .build();
  }

  private static String key(String member) {
    return member.toLowerCase(Locale.ROOT);
  }
}
