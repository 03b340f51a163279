package io.mapiaudit.model;

import java.util.Objects;

/** A thread as it was when the agent first saw it. */
public final class ThreadInfo {

  private final int id;
  private final String name;
  private final long javaId;
  private final long osId;
  private final boolean virtual;
  private final boolean attached;

  /**
   * A thread.
   *
   * @param id number given by the recorder, unique in a run
   * @param name Java name
   * @param javaId {@code Thread.getId()}
   * @param osId operating system thread id, 0 when unknown
   * @param virtual true for a virtual thread
   * @param attached true for a native thread that entered Java by a callback
   */
  public ThreadInfo(
      int id, String name, long javaId, long osId, boolean virtual, boolean attached) {
    this.id = id;
    this.name = Objects.requireNonNull(name, "name");
    this.javaId = javaId;
    this.osId = osId;
    this.virtual = virtual;
    this.attached = attached;
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public long javaId() {
    return javaId;
  }

  public long osId() {
    return osId;
  }

  public boolean isVirtual() {
    return virtual;
  }

  public boolean isAttached() {
    return attached;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ThreadInfo)) {
      return false;
    }
    ThreadInfo that = (ThreadInfo) other;
    return id == that.id
        && name.equals(that.name)
        && javaId == that.javaId
        && osId == that.osId
        && virtual == that.virtual
        && attached == that.attached;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return name + " (java " + javaId + ", os " + osId + ")";
  }
}
