package io.mapiaudit.boot;

import java.lang.invoke.MethodHandle;
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
   * A method of the application begins that the configuration names or that JNA may have bound.
   *
   * @param entryPoint number that its instrumentation was given
   * @param self receiver, null for a static method
   * @param arguments as passed
   * @return the call, or null when it is not audited
   */
  default Object methodEntered(int entryPoint, Object self, Object[] arguments) {
    return null;
  }

  /**
   * JNA has looked up the function that a Java method stands for: from now on the method, if it is
   * a native one, calls this function.
   *
   * @param method as the application declares it
   * @param function the {@code com.sun.jna.Function} of the application
   */
  default void functionBound(Method method, Object function) {}

  /**
   * A directly mapped method is about to hand a callback to native code. By default native code
   * will call the object without any code of JNA between; the callback is seen only with a proxy.
   *
   * @return true when the callback is one to be seen
   */
  default boolean needsProxy(Object callback) {
    return false;
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

  /** The JDK has looked a function up in a native library. */
  default void symbolFound(String name, long address) {}

  /**
   * The foreign linker is about to hand out a handle that calls native code.
   *
   * @param handle what it made
   * @param symbol the function's {@code MemorySegment}, null when it is the handle's first argument
   * @param descriptor the {@code FunctionDescriptor}
   * @return what to hand out instead, of the same type; or the handle itself
   */
  default MethodHandle downcallLinked(MethodHandle handle, Object symbol, Object descriptor) {
    return handle;
  }

  /**
   * The foreign linker is about to make a stub by which native code calls Java.
   *
   * @param target what the stub is to call
   * @return what it should call instead, of the same type; or the target itself
   */
  default MethodHandle upcallLinking(MethodHandle target) {
    return target;
  }

  /**
   * The calling thread has made the stub it was last said to make.
   *
   * @param stub its {@code MemorySegment}
   */
  default void upcallLinked(Object stub) {}

  /**
   * Whether the function of this {@code MemorySegment} may be one that is audited. Called often.
   */
  default boolean isAudited(Object symbol) {
    return false;
  }

  /**
   * A handle of the foreign linker is about to call native code.
   *
   * @param function name of the function, null when only its address is known
   * @param address of the function, 0 when it is the first argument
   * @param skipped how many of the arguments are for the linker and not for the function
   * @return the call, or null when it is not audited
   */
  default Object downcallEntered(String function, long address, int skipped, Object[] arguments) {
    return null;
  }

  /**
   * Native code has called a stub that is known to be a notification callback.
   *
   * @param stub what {@link #upcallLinking} gave it
   * @return the call, or null when it is not audited
   */
  default Object upcallEntered(Object stub, Object[] arguments) {
    return null;
  }

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
   * @return the run, to be given to {@link #taskEnded}; null when nothing of it is noted
   */
  default Object taskStarting(Object task) {
    return null;
  }

  /**
   * A task has ended, in whatever way.
   *
   * @param run what {@link #taskStarting} returned, of this sink or one that was in charge before;
   *     null also when it was not asked
   */
  default void taskEnded(Object run) {}

  /** The sink itself, or code around it, has failed; the application goes on without it. */
  void failed(Throwable failure);
}
