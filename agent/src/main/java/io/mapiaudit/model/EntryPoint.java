package io.mapiaudit.model;

import java.util.Locale;
import java.util.Objects;

/** A method or native function to which the catalogue gives a kind. */
public final class EntryPoint {

  /** How to read the result of a call. */
  public enum ResultType {
    /** Negative means failure. */
    HRESULT,
    /** Simple MAPI: anything but 0 is an error. */
    SIMPLE_MAPI,
    /** A reference or item count; never a failure. */
    COUNT,
    /** Win32 BOOL: 0 is failure. */
    BOOL,
    /** A handle: 0 is failure. */
    HANDLE,
    /** Nothing is known about the result. */
    NONE;

    /** True when {@code result} tells of a failed call. */
    public boolean isFailure(long result) {
      switch (this) {
        case HRESULT:
          return (int) result < 0;
        case SIMPLE_MAPI:
          return result != 0;
        case BOOL:
        case HANDLE:
          return result == 0;
        default:
          return false;
      }
    }

    /** The result as people write it: {@code 0x80040115}, a count, {@code true}, or null. */
    public String format(long result) {
      switch (this) {
        case HRESULT:
          return String.format(Locale.ROOT, "0x%08X", (int) result);
        case HANDLE:
          return result == 0 ? "0" : String.format(Locale.ROOT, "0x%X", result);
        case BOOL:
          return String.valueOf(result != 0);
        case NONE:
          return null;
        default:
          return Long.toString(result);
      }
    }
  }

  private final Kind kind;
  private final Bridge bridge;
  private final String owner;
  private final String name;
  private final String creates;
  private final ResultType resultType;

  /**
   * An entry point.
   *
   * @param owner library, COM interface or Java class it belongs to, "" when unknown
   * @param name function or method name without x86 decoration
   * @param creates COM interface of the object it returns, "" when it returns none
   */
  public EntryPoint(
      Kind kind, Bridge bridge, String owner, String name, String creates, ResultType resultType) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.bridge = Objects.requireNonNull(bridge, "bridge");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.name = Objects.requireNonNull(name, "name");
    this.creates = Objects.requireNonNull(creates, "creates");
    this.resultType = Objects.requireNonNull(resultType, "resultType");
  }

  public Kind kind() {
    return kind;
  }

  public Bridge bridge() {
    return bridge;
  }

  public String owner() {
    return owner;
  }

  public String name() {
    return name;
  }

  public String creates() {
    return creates;
  }

  public ResultType resultType() {
    return resultType;
  }

  /** {@code IMsgStore::Advise}, {@code com.acme.Native.logon} or {@code MAPILogonEx}. */
  public String displayName() {
    if (owner.isEmpty()) {
      return name;
    }
    boolean comInterface = bridge.handlesArePointers() && owner.startsWith("I");
    return owner + (comInterface ? "::" : ".") + name;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof EntryPoint)) {
      return false;
    }
    EntryPoint that = (EntryPoint) other;
    return kind == that.kind
        && bridge == that.bridge
        && owner.equals(that.owner)
        && name.equals(that.name)
        && creates.equals(that.creates)
        && resultType == that.resultType;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, bridge, owner, name, creates, resultType);
  }

  @Override
  public String toString() {
    return kind.label() + " " + displayName() + " (" + bridge.label() + ")";
  }
}
