package io.mapiaudit.config;

import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.util.Objects;
import java.util.Optional;

/** A method of the application that its user declared to be an entry point. */
public final class EntryPointDefinition {

  private final String className;
  private final String method;
  private final String descriptor;
  private final Kind kind;
  private final Operand session;
  private final Operand object;
  private final Operand profile;
  private final Operand flags;
  private final ResultType result;
  private final String source;

  EntryPointDefinition(
      String className,
      String method,
      String descriptor,
      Kind kind,
      Operand session,
      Operand object,
      Operand profile,
      Operand flags,
      ResultType result,
      String source) {
    this.className = Objects.requireNonNull(className, "className");
    this.method = Objects.requireNonNull(method, "method");
    this.descriptor = descriptor;
    this.kind = Objects.requireNonNull(kind, "kind");
    this.session = Objects.requireNonNull(session, "session");
    this.object = Objects.requireNonNull(object, "object");
    this.profile = Objects.requireNonNull(profile, "profile");
    this.flags = Objects.requireNonNull(flags, "flags");
    this.result = Objects.requireNonNull(result, "result");
    this.source = Objects.requireNonNull(source, "source");
  }

  /** Binary class name, for example {@code com.acme.Outer$Inner}. */
  public String className() {
    return className;
  }

  public String method() {
    return method;
  }

  /** JVM method descriptor, empty to mean every overload. */
  public Optional<String> descriptor() {
    return Optional.ofNullable(descriptor);
  }

  public Kind kind() {
    return kind;
  }

  /** Where the session's handle is. */
  public Operand session() {
    return session;
  }

  /** The object an open call returns, or the object any other call uses. */
  public Operand object() {
    return object;
  }

  /** The argument that names the profile. */
  public Operand profile() {
    return profile;
  }

  /** The argument that holds the flags. */
  public Operand flags() {
    return flags;
  }

  public ResultType result() {
    return result;
  }

  /** Where it is written, for example {@code /app/mapi-audit.conf:7}. */
  public String source() {
    return source;
  }

  /** {@code logon com.acme.Native.logon}. */
  @Override
  public String toString() {
    return kind.label() + " " + className + "." + method + (descriptor == null ? "" : descriptor);
  }
}
