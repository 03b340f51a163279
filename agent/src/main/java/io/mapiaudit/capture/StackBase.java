package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeTasks;

/**
 * What a thread's stack tells of the thread: how it began, and how many tasks of pools and timers
 * it is in. A task is seen by the frame that will tell the probe of its end.
 */
final class StackBase {

  private static final String REPLACED_CALL = ProbeTasks.class.getName();
  private static final String FORK_JOIN = "java.util.concurrent.ForkJoinTask";
  private static final String COM4J = "com4j.Task";

  private int tasks;
  private int perhapsUnhooked;
  private StackTraceElement bottom;

  /** The frames of a thread, innermost first. */
  static StackBase of(StackTraceElement[] frames) {
    StackBase base = new StackBase();
    for (StackTraceElement frame : frames) {
      base.add(frame);
    }
    return base;
  }

  /** Adds the next outer frame. */
  void add(StackTraceElement frame) {
    bottom = frame;
    String type = frame.getClassName();
    String method = frame.getMethodName();
    if (type.equals(REPLACED_CALL)) {
      tasks += method.equals("runTask") ? 1 : 0;
    } else if (isHooked(type, method)) {
      // A method that began before it was hooked lost the name of its file with the former code.
      if (frame.getFileName() == null) {
        perhapsUnhooked++;
      } else {
        tasks++;
      }
    }
  }

  private static boolean isHooked(String type, String method) {
    return (type.equals(FORK_JOIN) && method.equals("doExec"))
        || (type.equals(COM4J) && method.equals("invoke"));
  }

  /** The frame that the thread began with, null when there is none. */
  StackTraceElement bottom() {
    return bottom;
  }

  /** Tasks that the thread is in and whose ends will be told. */
  int tasks() {
    boolean withoutFileNames = bottom != null && bottom.getFileName() == null;
    return withoutFileNames ? tasks + perhapsUnhooked : tasks;
  }
}
