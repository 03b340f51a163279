package io.mapiaudit.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hooks that are woven in with Byte Buddy. Which types they are for is known here without them:
 * a program that never loads such a type never loads them either.
 */
final class AdviceHooks {

  /** Of the bridges between Java and native code. */
  static final List<String> BRIDGES =
      names(
          "com.sun.jna.Function",
          "com.sun.jna.CallbackReference$DefaultCallbackProxy",
          "com.sun.jna.CallbackReference",
          "com.sun.jna.Native",
          "com.sun.jna.platform.win32.COM.COMInvoker",
          "com.jacob.com.Dispatch",
          "com.jacob.com.Variant",
          "com.jacob.com.DispatchEvents",
          "com.jacob.com.InvocationProxyAllVariants",
          "com.jacob.activeX.ActiveXInvocationProxy",
          "com4j.COM4J",
          "com4j.StandardComMethod",
          "com4j.DispatchComMethod",
          "com4j.Wrapper",
          "com4j.NativePointerPhantomReference",
          "com4j.EventProxy");

  /** Of the foreign linker, which is no preview since Java 22. */
  static final List<String> FOREIGN =
      names(
          "jdk.internal.foreign.abi.AbstractLinker",
          "jdk.internal.loader.RawNativeLibraries$RawNativeLibraryImpl",
          "jdk.internal.loader.NativeLibraries$NativeLibraryImpl");

  /** Of pools. */
  static final List<String> TASKS =
      names(
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ForkJoinTask",
          "java.util.concurrent.CompletableFuture$UniCompletion");

  /** Of COM bridges that make calls on threads of their own. */
  static final List<String> PEERS =
      names("com4j.ComThread", "com4j.Task", "com.sun.jna.platform.win32.COM.util.ComThread");

  /** Of JNA's look-up of functions. */
  static final String LOOK_UP = "com.sun.jna.NativeLibrary";

  private AdviceHooks() {}

  private static List<String> names(String... names) {
    return Collections.unmodifiableList(Arrays.asList(names));
  }

  /** The hooks by the type they are for. */
  static Map<String, List<Hook>> byType() {
    Map<String, List<Hook>> hooks = new HashMap<>();
    for (Hook hook : all()) {
      hooks.computeIfAbsent(hook.typeName(), name -> new ArrayList<>()).add(hook);
    }
    return hooks;
  }

  private static List<Hook> all() {
    return Arrays.asList(
        new FunctionHook(),
        new CallbackHook(),
        new CallbackPointerHook(),
        new ComInvokerHook(),
        new PointerReadHook(),
        new JacobDispatchHook(),
        new JacobVariantHook(),
        new JacobEventsHook(),
        new JacobEventHook("com.jacob.com.InvocationProxyAllVariants"),
        new JacobEventHook("com.jacob.activeX.ActiveXInvocationProxy"),
        new Com4jFactoryHook(),
        new Com4jMethodHook("com4j.StandardComMethod"),
        new Com4jMethodHook("com4j.DispatchComMethod"),
        new Com4jWrapperHook(),
        new Com4jReferenceHook("com4j.NativePointerPhantomReference", "releaseNative"),
        new Com4jReferenceHook("com4j.Wrapper", "dispose0"),
        new Com4jEventHook(),
        new ForeignLinkerHook(),
        NativeSymbolHook.ofRawLibraries(),
        NativeSymbolHook.ofLoadedLibraries(),
        new ForkJoinPoolHook(),
        new ForkJoinTaskHook(),
        new DependentStageHook(),
        new Com4jThreadHook(),
        new Com4jTaskHook(),
        new JnaPeerHook(),
        new NativeLibraryHook());
  }
}
