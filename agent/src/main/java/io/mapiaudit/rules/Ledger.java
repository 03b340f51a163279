package io.mapiaudit.rules;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.event.CallEntered;
import java.util.Collections;

/**
 * Who owns what in a run: follows handles from the call that handed them out to the call that gives
 * them back.
 */
final class Ledger {

  private static final String ADVISE_SINK = "IMAPIAdviseSink";

  /** Logon through a bridge that names no handle: there is one session per bridge then. */
  private static final long NO_HANDLE = 0;

  private final Audit audit;
  private ObjectTable objects = new ObjectTable();
  private Sinks sinks = new Sinks();
  private final QuietProfiles quietProfiles = new QuietProfiles();
  private boolean advises;
  private boolean forgot;

  Ledger(Audit audit) {
    this.audit = audit;
  }

  /**
   * Forgets objects and sinks. They may go on living without the ledger knowing whose they are: a
   * notification that names nothing known is from now on no longer put down to the live sessions.
   */
  void forget() {
    objects = new ObjectTable();
    sinks = new Sinks();
    quietProfiles.doubt();
    forgot = true;
  }

  /** Before the call: finds what it is about. */
  void entered(Call call) {
    switch (call.kind()) {
      case NOTIFICATION:
        attribute(call);
        break;
      case ADVISE:
        resolve(call);
        advising(call);
        break;
      case LOGON:
      case INITIALIZE:
      case UNINITIALIZE:
      case IMPERSONATE:
      case REVERT:
      case PROFILE_DELETE:
        break;
      default:
        // Object 0 stands for the session of a bridge without handles, but only where one is ended.
        if (call.event().object() != NO_HANDLE
            || call.kind() == Kind.LOGOFF
            || call.kind() == Kind.RELEASE) {
          resolve(call);
        }
    }
  }

  /** After the call: takes its effect over. */
  void returned(Call call) {
    switch (call.kind()) {
      case LOGON:
        loggedOn(call);
        break;
      case OPEN:
        opened(call);
        break;
      case ADVISE:
        advised(call);
        break;
      case UNADVISE:
        unadvised(call);
        break;
      case RELEASE:
        released(call);
        break;
      case LOGOFF:
        if (call.succeeded() && call.object != null && call.object.isSession) {
          audit.close(call.session);
        }
        break;
      case PROFILE_FLAGS:
        quietProfiles.flagged(call);
        break;
      case PROFILE_DELETE:
        deleted(call);
        break;
      default:
        break;
    }
  }

  private static Bridge bridge(Call call) {
    return call.entryPoint().bridge();
  }

  private void resolve(Call call) {
    TrackedObject object = objects.get(bridge(call), call.event().object());
    call.object = object;
    call.session = object == null ? null : object.session;
  }

  private void attribute(Call call) {
    CallEntered event = call.event();
    sinks.attribute(call, event.object(), event.argument(), event.context());
    if (call.attribution == null && event.object() != 0) {
      TrackedObject object = objects.get(bridge(call), event.object());
      if (object != null && object.session != null) {
        call.attribution = Attribution.OBJECT;
        call.candidates = new Candidates(Collections.singletonList(object.session));
      }
    }
    if (call.attribution == null) {
      call.attribution = Attribution.ANY_LIVE;
      call.candidates = forgot ? Candidates.NONE : audit.anyLive();
    } else {
      call.session = call.candidates.only();
    }
  }

  private void loggedOn(Call call) {
    if (!call.succeeded()) {
      return;
    }
    CallEntered event = call.event();
    long handle = call.created() != 0 ? call.created() : event.object();
    TrackedObject known = objects.get(bridge(call), handle);
    if (known != null && known.isSession && known.session.isLive()) {
      audit.close(known.session);
    }
    Session session = audit.open(call);
    call.session = session;
    objects.put(bridge(call), new TrackedObject(handle, session, session.profile(), true));
  }

  private void opened(Call call) {
    if (!call.succeeded() || call.created() == NO_HANDLE) {
      return;
    }
    CallEntered event = call.event();
    if (call.entryPoint().creates().equals(ADVISE_SINK)) {
      if (event.object() == 0) {
        sinks.created(call.created(), event.context(), event.argument());
      } else {
        sinks.wrapped(call.created(), event.object());
      }
      return;
    }
    TrackedObject parent = call.object;
    Session session = parent == null ? null : parent.session;
    String profile = call.text() != null || parent == null ? call.text() : parent.profile;
    TrackedObject known = objects.get(bridge(call), call.created());
    boolean keep =
        known != null && ((known.isSession && known.session.isLive()) || known.session == session);
    if (keep) {
      // Another reference to the same object, for example from QueryInterface.
      return;
    }
    if (session == null && profile == null) {
      objects.remove(bridge(call), call.created());
    } else {
      objects.put(bridge(call), new TrackedObject(call.created(), session, profile, false));
    }
  }

  private void advising(Call call) {
    advises = true;
    Sink sink = sinks.advised(call.argument(), call.event().context());
    if (call.session != null && sink != null) {
      // Registered before the call returns: the first notification can arrive during it.
      call.registration = new Registration(call.session, sink);
      call.session.register(call.registration);
      sink.registrations.add(call.registration);
    }
  }

  private void advised(Call call) {
    if (call.registration != null) {
      if (call.succeeded()) {
        call.registration.connection = call.created();
      } else {
        sinks.withdraw(call.registration);
      }
    }
  }

  private void unadvised(Call call) {
    if (call.succeeded() && call.session != null) {
      for (Registration registration : call.session.registrations()) {
        if (registration.connection == call.argument()) {
          sinks.withdraw(registration);
          return;
        }
      }
    }
  }

  private void released(Call call) {
    long handle = call.event().object();
    boolean counted = call.entryPoint().resultType() == EntryPoint.ResultType.COUNT;
    if (!call.succeeded() || (counted && (int) call.result() != 0)) {
      return;
    }
    if (handle != 0) {
      sinks.destroyed(handle);
    }
    TrackedObject object = call.object;
    if (object != null && objects.get(bridge(call), handle) == object) {
      objects.remove(bridge(call), handle);
      if (object.isSession && object.session.isLive()) {
        audit.close(object.session);
      }
    }
  }

  /** Forgets the registrations of a session that has ended. */
  void closed(Session session) {
    for (Registration registration : session.registrations()) {
      sinks.withdraw(registration);
    }
  }

  private void deleted(Call call) {
    ProfileUse use = audit.profiles().of(audit, call.text());
    if (call.succeeded() && use != null) {
      audit.profiles().deleted(use, call, audit);
    }
  }

  QuietProfiles quietProfiles() {
    return quietProfiles;
  }

  /** True once the program called Advise. */
  boolean advises() {
    return advises;
  }

  int objects() {
    return objects.size();
  }

  int sinks() {
    return sinks.size();
  }
}
