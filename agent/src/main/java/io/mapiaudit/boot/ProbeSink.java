package io.mapiaudit.boot;

import java.lang.reflect.Method;

/**
 * Receives what {@link Probe} is told. Implemented in the agent's own class loader; every method is
 * called on the application's thread, and may throw: {@link Probe} keeps that from the application.
 * By default nothing is audited.
 */
public interface ProbeSink {

  /** A {@code Dispatch} was made: itself, {ProgID}. */
  int JACOB_CREATED = 1;

  /** A member is called: the receiving method's arguments, the {@code Dispatch} first. */
  int JACOB_CALL = 2;

  /** Members' numbers are asked for: {the {@code Dispatch}, one name or an array of them}. */
  int JACOB_IDS = 3;

  /** A {@code Variant} was turned into a {@code Dispatch}: the former, {the latter}. */
  int JACOB_CONVERTED = 4;

  /** A {@code Dispatch} gives its reference back: itself. */
  int JACOB_RELEASE = 5;

  /** Events are listened to: {source, sink}; returns the {@code DispatchEvents}. */
  int JACOB_ADVISE = 6;

  /** Events are no longer listened to: the {@code DispatchEvents}. */
  int JACOB_UNADVISE = 7;

  /** An event has come: the {@code InvocationProxy}, {event's name, the sink}. */
  int JACOB_EVENT = 8;

  /** An object is about to be made or used by a calling thread: {ProgID or pointer}. */
  int COM4J_CALLING = 11;

  /** An object was made: itself, {ProgID or CLSID}. */
  int COM4J_CREATED = 12;

  /** A method is called: {pointer, {@code Method}, its arguments}. */
  int COM4J_CALL = 13;

  /** Another interface was asked for: the object it was got as, {pointer it was asked of}. */
  int COM4J_QUERIED = 14;

  /** A reference is given back: {pointer}. */
  int COM4J_RELEASE = 15;

  /** A calling thread listens to events: {pointer of the source, sink}. */
  int COM4J_LISTENING = 16;

  /** The thread that makes the calls listens to events: {sink}. */
  int COM4J_ADVISE = 17;

  /** An event has come: the sink, {its number}. */
  int COM4J_EVENT = 18;

  /** A factory of jna-platform is about to hand a call to its own thread. */
  int JNA_CALLING = 21;

  /**
   * JNA is about to call a native function.
   *
   * @param function the {@code com.sun.jna.Function} of the application
   * @param name its name; {@code native@0x…} for a function known by address only
   * @param peer its address
   * @param arguments as the application passed them
   * @return the call, to be given to {@link #returned}; null when it is not audited
   */
  default Object functionEntered(Object function, String name, long peer, Object[] arguments) {
    return null;
  }

  /**
   * {@code COMInvoker} is about to call a method of a COM object.
   *
   * @param slot index in the object's virtual table
   * @param arguments the object's pointer first
   * @return the call, or null when it is not audited
   */
  default Object comEntered(int slot, Object[] arguments) {
    return null;
  }

  /**
   * A configured method of the application begins.
   *
   * @param entryPoint number of the entry point in the catalogue
   * @param self receiver, null for a static method
   * @param arguments as passed
   * @return the call, or null when it is not audited
   */
  default Object methodEntered(int entryPoint, Object self, Object[] arguments) {
    return null;
  }

  /**
   * Native code has called a JNA callback.
   *
   * @param callback the application's callback object
   * @param method its callback method
   * @param arguments converted to Java
   * @return the call, or null when it is not audited
   */
  default Object callbackEntered(Object callback, Method method, Object[] arguments) {
    return null;
  }

  /**
   * Something happens in the Java half of a COM bridge.
   *
   * @param point what; the constants say what the other arguments are
   * @return the call, to be given to {@link #returned}; null when it is not audited or is none
   */
  default Object bridgeEntered(int point, Object self, Object[] arguments) {
    return null;
  }

  /**
   * A call came back.
   *
   * @param call what the entering method returned, never null
   * @param result boxed, null for void
   * @param thrown what left the call instead, or null
   */
  default void returned(Object call, Object result, Throwable thrown) {}

  /**
   * JNA has read a pointer from memory.
   *
   * @param address where it was read
   * @param pointer the {@code com.sun.jna.Pointer} that was read
   */
  default void pointerRead(long address, Object pointer) {}

  /** The calling thread is about to start another one. */
  default void threadStarting(Thread started) {}

  /**
   * The calling thread is about to hand a task to a pool or timer.
   *
   * @param task the very object that will be run
   */
  default void taskSubmitted(Object task) {}

  /**
   * The calling thread is about to run a task for a pool or timer.
   *
   * @return the run, to be given to {@link #taskEnded}; null when its end does not matter
   */
  default Object taskStarting(Object task) {
    return null;
  }

  /**
   * A task has ended, in whatever way.
   *
   * @param run what {@link #taskStarting} returned, never null
   */
  default void taskEnded(Object run) {}

  /** The sink itself, or code around it, has failed; the application goes on without it. */
  void failed(Throwable failure);
}
