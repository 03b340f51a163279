package io.mapiaudit.model;

import java.util.Objects;

/**
 * An entry point together with what each of its arguments means. Argument positions count from 0;
 * for a COM method, {@code this} is argument 0. {@link #NONE} stands for "there is no such
 * argument".
 */
public final class CallShape {

  /** No argument has this role. */
  public static final int NONE = -1;

  /** The call's result, not an argument, has this role. */
  public static final int RESULT = -2;

  /** What else has to be looked at to tell what a call does. */
  public enum Detail {
    /** Nothing. */
    NONE,
    /** {@code OpenEntry}: the type of the opened object is told by an out-parameter. */
    OPENED_TYPE,
    /** {@code QueryInterface}: the interface of the result is told by an IID. */
    QUERIED_INTERFACE,
    /** {@code SetProps} on a profile section: may set PR_PROFILE_CONNECT_FLAGS. */
    PROPERTIES,
    /** {@code SetThreadToken}: a null token reverts. */
    NULL_REVERTS
  }

  private final EntryPoint entryPoint;
  private final int object;
  private final int argument;
  private final int context;
  private final int text;
  private final int created;
  private final int callback;
  private final Detail detail;

  private CallShape(Builder builder) {
    this.entryPoint = builder.entryPoint;
    this.object = builder.object;
    this.argument = builder.argument;
    this.context = builder.context;
    this.text = builder.text;
    this.created = builder.created;
    this.callback = builder.callback;
    this.detail = builder.detail;
  }

  public EntryPoint entryPoint() {
    return entryPoint;
  }

  /** The object or session handle the call works on. */
  public int object() {
    return object;
  }

  /** Flags, sink pointer, connection or token handle, by kind. */
  public int argument() {
    return argument;
  }

  /** The context value given to an advise sink. */
  public int context() {
    return context;
  }

  /** The profile name. */
  public int text() {
    return text;
  }

  /** The out-parameter that receives the created object, or {@link #RESULT}. */
  public int created() {
    return created;
  }

  /** The Java object that native code will call back. */
  public int callback() {
    return callback;
  }

  public Detail detail() {
    return detail;
  }

  /** A shape of another entry point with the same roles of arguments. */
  public CallShape withEntryPoint(EntryPoint other) {
    Builder builder = new Builder(other);
    builder.object = object;
    builder.argument = argument;
    builder.context = context;
    builder.text = text;
    builder.created = created;
    builder.callback = callback;
    builder.detail = detail;
    return builder.build();
  }

  /** Collects the roles of arguments. */
  public static final class Builder {
    private final EntryPoint entryPoint;
    private int object = NONE;
    private int argument = NONE;
    private int context = NONE;
    private int text = NONE;
    private int created = NONE;
    private int callback = NONE;
    private Detail detail = Detail.NONE;

    public Builder(EntryPoint entryPoint) {
      this.entryPoint = Objects.requireNonNull(entryPoint, "entryPoint");
    }

    public Builder object(int position) {
      object = position;
      return this;
    }

    public Builder argument(int position) {
      argument = position;
      return this;
    }

    public Builder context(int position) {
      context = position;
      return this;
    }

    public Builder text(int position) {
      text = position;
      return this;
    }

    public Builder created(int position) {
      created = position;
      return this;
    }

    public Builder callback(int position) {
      callback = position;
      return this;
    }

    public Builder detail(Detail value) {
      detail = value;
      return this;
    }

    public CallShape build() {
      return new CallShape(this);
    }
  }
}
