package io.mapiaudit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A rule's verdict with its evidence. Immutable; made by {@link Builder}. Absent parts are null,
 * absent stacks {@link Stack#EMPTY}.
 */
public final class Finding {

  /** The session a finding is about. */
  public static final class Session {
    private final String id;
    private final Bridge bridge;
    private final NamedIdentity identity;
    private final String logonThread;
    private final boolean live;

    /**
     * A session.
     *
     * @param id number within the run, as text
     * @param identity who logged on
     * @param logonThread name of the thread that logged on
     * @param live false once it was logged off or released
     */
    public Session(
        String id, Bridge bridge, NamedIdentity identity, String logonThread, boolean live) {
      this.id = Objects.requireNonNull(id, "id");
      this.bridge = Objects.requireNonNull(bridge, "bridge");
      this.identity = Objects.requireNonNull(identity, "identity");
      this.logonThread = Objects.requireNonNull(logonThread, "logonThread");
      this.live = live;
    }

    public String id() {
      return id;
    }

    public Bridge bridge() {
      return bridge;
    }

    public NamedIdentity identity() {
      return identity;
    }

    public String logonThread() {
      return logonThread;
    }

    public boolean live() {
      return live;
    }
  }

  /** The call or notification a finding is about. */
  public static final class Operation {
    private final EntryPoint entryPoint;
    private final String result;

    /**
     * An operation.
     *
     * @param result as {@link EntryPoint.ResultType#format} writes it, null while it has none
     */
    public Operation(EntryPoint entryPoint, String result) {
      this.entryPoint = Objects.requireNonNull(entryPoint, "entryPoint");
      this.result = result;
    }

    public EntryPoint entryPoint() {
      return entryPoint;
    }

    public String result() {
      return result;
    }
  }

  /** Another thread whose state is part of the evidence. */
  public static final class Related {
    private final ThreadInfo thread;
    private final NamedIdentity identity;
    private final String role;
    private final Stack stack;

    /**
     * A related thread.
     *
     * @param identity its last known identity, null when none was read
     * @param role what it has to do with the finding, a short phrase
     */
    public Related(ThreadInfo thread, NamedIdentity identity, String role, Stack stack) {
      this.thread = Objects.requireNonNull(thread, "thread");
      this.identity = identity;
      this.role = Objects.requireNonNull(role, "role");
      this.stack = Objects.requireNonNull(stack, "stack");
    }

    public ThreadInfo thread() {
      return thread;
    }

    public NamedIdentity identity() {
      return identity;
    }

    public String role() {
      return role;
    }

    public Stack stack() {
      return stack;
    }
  }

  private final Builder values;

  private Finding(Builder values) {
    this.values = values;
  }

  /** Rule id, for example {@code impersonated-logon}. */
  public String rule() {
    return values.rule;
  }

  public Severity severity() {
    return values.severity;
  }

  /** Rule and normalised frames, hashed; the same for the same defect in every run. */
  public String fingerprint() {
    return values.fingerprint;
  }

  /** How often it was raised so far, at least 1. */
  public long count() {
    return values.count;
  }

  /** First occurrence, microseconds since 1970-01-01 UTC. */
  public long firstSeenMicros() {
    return values.firstSeenMicros;
  }

  /** Last occurrence, microseconds since 1970-01-01 UTC. */
  public long lastSeenMicros() {
    return values.lastSeenMicros;
  }

  /** What happened, in sentences. */
  public String message() {
    return values.message;
  }

  /** What to do about it, in sentences. */
  public String remedy() {
    return values.remedy;
  }

  /** Where the rule is explained: its source and the command that prints its page. */
  public String help() {
    return values.help;
  }

  public RunInfo run() {
    return values.run;
  }

  /** The process token's identity with its account name. */
  public NamedIdentity processIdentity() {
    return values.processIdentity;
  }

  public Session session() {
    return values.session;
  }

  public ThreadInfo thread() {
    return values.thread;
  }

  /** Name of the thread that started {@link #thread}, null when unknown. */
  public String threadCreator() {
    return values.threadCreator;
  }

  public Operation operation() {
    return values.operation;
  }

  public NamedIdentity expected() {
    return values.expected;
  }

  public NamedIdentity actual() {
    return values.actual;
  }

  /** Where it happened. */
  public Stack stack() {
    return values.stack;
  }

  /** Where the session logged on. */
  public Stack logonStack() {
    return values.logonStack;
  }

  /** Where the token came from, or where the work was handed over. */
  public Stack originStack() {
    return values.originStack;
  }

  /** Other threads that are part of the evidence. */
  public List<Related> related() {
    return values.related;
  }

  /** The reason a suppression gives, null when the finding is not suppressed. */
  public String suppressed() {
    return values.suppressed;
  }

  /** A builder that starts from this finding. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Collects the parts of a finding. */
  public static final class Builder {
    private String rule;
    private Severity severity;
    private String fingerprint = "";
    private long count = 1;
    private long firstSeenMicros;
    private long lastSeenMicros;
    private String message = "";
    private String remedy = "";
    private String help = "";
    private RunInfo run;
    private NamedIdentity processIdentity;
    private Session session;
    private ThreadInfo thread;
    private String threadCreator;
    private Operation operation;
    private NamedIdentity expected;
    private NamedIdentity actual;
    private Stack stack = Stack.EMPTY;
    private Stack logonStack = Stack.EMPTY;
    private Stack originStack = Stack.EMPTY;
    private List<Related> related = Collections.emptyList();
    private String suppressed;

    public Builder(String rule, Severity severity) {
      this.rule = Objects.requireNonNull(rule, "rule");
      this.severity = Objects.requireNonNull(severity, "severity");
    }

    private Builder(Builder other) {
      this.rule = other.rule;
      this.severity = other.severity;
      this.fingerprint = other.fingerprint;
      this.count = other.count;
      this.firstSeenMicros = other.firstSeenMicros;
      this.lastSeenMicros = other.lastSeenMicros;
      this.message = other.message;
      this.remedy = other.remedy;
      this.help = other.help;
      this.run = other.run;
      this.processIdentity = other.processIdentity;
      this.session = other.session;
      this.thread = other.thread;
      this.threadCreator = other.threadCreator;
      this.operation = other.operation;
      this.expected = other.expected;
      this.actual = other.actual;
      this.stack = other.stack;
      this.logonStack = other.logonStack;
      this.originStack = other.originStack;
      this.related = other.related;
      this.suppressed = other.suppressed;
    }

    public Builder severity(Severity value) {
      severity = Objects.requireNonNull(value, "severity");
      return this;
    }

    public Builder fingerprint(String value) {
      fingerprint = Objects.requireNonNull(value, "fingerprint");
      return this;
    }

    public Builder count(long value) {
      count = value;
      return this;
    }

    /** Sets both times, microseconds since 1970-01-01 UTC. */
    public Builder seen(long firstMicros, long lastMicros) {
      firstSeenMicros = firstMicros;
      lastSeenMicros = lastMicros;
      return this;
    }

    public Builder message(String value) {
      message = Objects.requireNonNull(value, "message");
      return this;
    }

    public Builder remedy(String value) {
      remedy = Objects.requireNonNull(value, "remedy");
      return this;
    }

    public Builder help(String value) {
      help = Objects.requireNonNull(value, "help");
      return this;
    }

    public Builder process(RunInfo value, NamedIdentity identity) {
      run = value;
      processIdentity = identity;
      return this;
    }

    public Builder session(Session value) {
      session = value;
      return this;
    }

    public Builder thread(ThreadInfo value, String creator) {
      thread = value;
      threadCreator = creator;
      return this;
    }

    public Builder operation(Operation value) {
      operation = value;
      return this;
    }

    public Builder expected(NamedIdentity value) {
      expected = value;
      return this;
    }

    public Builder actual(NamedIdentity value) {
      actual = value;
      return this;
    }

    public Builder stack(Stack value) {
      stack = Objects.requireNonNull(value, "stack");
      return this;
    }

    public Builder logonStack(Stack value) {
      logonStack = Objects.requireNonNull(value, "logonStack");
      return this;
    }

    public Builder originStack(Stack value) {
      originStack = Objects.requireNonNull(value, "originStack");
      return this;
    }

    public Builder related(List<Related> value) {
      related = Collections.unmodifiableList(new ArrayList<>(value));
      return this;
    }

    public Builder suppressed(String reason) {
      suppressed = reason;
      return this;
    }

    /** The finding; the builder can be used on. */
    public Finding build() {
      return new Finding(new Builder(this));
    }
  }
}
