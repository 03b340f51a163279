package io.mapiaudit.instrument;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the callers of native methods go through the probe, those that are loaded and those that will
 * be. Only classes that do call one are retransformed: all of them would take seconds.
 */
final class CallSiteTransformer implements ClassFileTransformer {

  private final CallSites sites;
  private final HookReport report;

  /** Names, for classes kept here would not be unloaded. */
  private final Set<String> rewritten = ConcurrentHashMap.newKeySet();

  private CallSiteTransformer(CallSites sites, HookReport report) {
    this.sites = sites;
    this.report = report;
  }

  /** Begins; the result is for {@link #uninstall}. */
  static CallSiteTransformer install(
      Instrumentation instrumentation, Class<?>[] loaded, CallSites sites, HookReport report) {
    CallSiteTransformer transformer = new CallSiteTransformer(sites, report);
    instrumentation.addTransformer(transformer, true);
    int unread = 0;
    for (Class<?> type : loaded) {
      Boolean calls = isCandidate(type) ? areIn(type, sites) : Boolean.FALSE;
      // Most call none of them, so the JVM is asked last.
      if (Boolean.FALSE.equals(calls) || !instrumentation.isModifiableClass(type)) {
        continue;
      }
      if (calls == null) {
        unread++;
      } else {
        transformer.retransform(instrumentation, type);
      }
    }
    if (unread > 0) {
      report.blindSpot(
          new BlindSpot(
              "calls of native methods in " + unread + " classes without a class file",
              "they were made at run time, so it cannot be told whom they call",
              BlindSpot.RESTART));
    }
    return transformer;
  }

  /** Null when it cannot be told. */
  private static Boolean areIn(Class<?> type, CallSites sites) {
    try {
      return sites.areIn(type);
    } catch (IOException | RuntimeException | LinkageError failure) {
      return null;
    }
  }

  private void retransform(Instrumentation instrumentation, Class<?> type) {
    try {
      // One at a time: what one class is refused for must not keep the others from it.
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      report.notHooked(type.getName(), "its calls cannot be replaced: " + failure);
    }
  }

  /** Gives the callers their own calls back. */
  void uninstall(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!rewritten.contains(type.getName()) || !isCandidate(type)) {
        continue;
      }
      try {
        instrumentation.retransformClasses(type);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
        report.staysHooked(type.getName(), "its calls cannot be given back: " + failure);
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    try {
      if (!isCandidate(loader) || !sites.areIn(classFile)) {
        return null;
      }
      byte[] changed = CallSiteRewriter.rewrite(classFile, sites);
      if (changed != null && name != null) {
        rewritten.add(name.replace('/', '.'));
      }
      return changed;
    } catch (RuntimeException | LinkageError failure) {
      report.notHooked(
          String.valueOf(name).replace('/', '.'), "its calls cannot be replaced: " + failure);
      return null;
    }
  }

  /**
   * The JDK's classes cannot call the application's; arrays and lambdas have no class file, and
   * proxies call nobody but their handlers.
   */
  private static boolean isCandidate(Class<?> type) {
    return !type.isArray()
        && !type.isPrimitive()
        && type.getName().indexOf('/') < 0
        && !Proxy.isProxyClass(type)
        && !type.getName().startsWith("sun.reflect.")
        && !type.getName().startsWith("jdk.internal.reflect.")
        && isCandidate(type.getClassLoader());
  }

  private static boolean isCandidate(ClassLoader loader) {
    return loader != null
        && !OwnLoaders.include(loader)
        && loader != ClassLoader.getSystemClassLoader().getParent();
  }
}
