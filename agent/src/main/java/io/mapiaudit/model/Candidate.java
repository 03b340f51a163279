package io.mapiaudit.model;

import java.util.Objects;

/** A place in class files that looks like MAPI or impersonation, and how it could be declared. */
public final class Candidate {

  /** What its user has to do for it to be audited. */
  public enum Need {
    /** Declare the method: it is ready to be pasted. */
    DECLARATION,
    /** Declare the Java methods around it; it cannot be named itself. */
    CALLER,
    /** Nothing. */
    NONE
  }

  private final String className;
  private final String method;
  private final String descriptor;
  private final Bridge bridge;
  private final String file;
  private final Need need;
  private final Guess guess;

  /**
   * A candidate.
   *
   * @param className binary name, as in {@code com.acme.Outer$Inner}
   * @param method its name; null when the class as a whole is meant
   * @param descriptor JVM descriptor, null without a method
   * @param file the class file; {@code !/} stands between an archive and what is inside it
   */
  public Candidate(
      String className,
      String method,
      String descriptor,
      Bridge bridge,
      String file,
      Need need,
      Guess guess) {
    this.className = Objects.requireNonNull(className, "className");
    this.method = method;
    this.descriptor = descriptor;
    this.bridge = Objects.requireNonNull(bridge, "bridge");
    this.file = Objects.requireNonNull(file, "file");
    this.need = Objects.requireNonNull(need, "need");
    this.guess = Objects.requireNonNull(guess, "guess");
  }

  public String className() {
    return className;
  }

  public String method() {
    return method;
  }

  public String descriptor() {
    return descriptor;
  }

  public Bridge bridge() {
    return bridge;
  }

  public String file() {
    return file;
  }

  public Need need() {
    return need;
  }

  public Guess guess() {
    return guess;
  }

  /** What a method seems to mean. Operands are written as in configuration, null for none. */
  public static final class Guess {
    private final Kind kind;
    private final String session;
    private final String profile;
    private final String flags;
    private final String result;
    private final String reason;
    private final String doubt;

    private Guess(Builder builder) {
      kind = builder.kind;
      session = builder.session;
      profile = builder.profile;
      flags = builder.flags;
      result = builder.result;
      reason = builder.reason;
      doubt = builder.doubt;
    }

    /** Null when the class as a whole is meant. */
    public Kind kind() {
      return kind;
    }

    public String session() {
      return session;
    }

    public String profile() {
      return profile;
    }

    public String flags() {
      return flags;
    }

    public String result() {
      return result;
    }

    /** Why it is listed. */
    public String reason() {
      return reason;
    }

    /** What has to be checked by eye, "" when nothing has. */
    public String doubt() {
      return doubt;
    }

    /** Collects a guess. */
    public static final class Builder {
      private final Kind kind;
      private final String reason;
      private String session;
      private String profile;
      private String flags;
      private String result;
      private String doubt = "";

      public Builder(Kind kind, String reason) {
        this.kind = kind;
        this.reason = Objects.requireNonNull(reason, "reason");
      }

      public Builder session(String operand) {
        session = operand;
        return this;
      }

      public Builder profile(String operand) {
        profile = operand;
        return this;
      }

      public Builder flags(String operand) {
        flags = operand;
        return this;
      }

      public Builder result(String type) {
        result = type;
        return this;
      }

      /** Adds something to check. */
      public Builder doubt(String text) {
        doubt = doubt.isEmpty() ? text : doubt + "; " + text;
        return this;
      }

      public Guess build() {
        return new Guess(this);
      }
    }
  }
}
