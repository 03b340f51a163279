package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.ProbeForeign;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * The JDK's two kinds of native libraries: tells the addresses of the functions looked up in them,
 * for the foreign linker knows functions by address only.
 */
final class NativeSymbolHook implements Hook {

  private final String typeName;

  private NativeSymbolHook(String typeName) {
    this.typeName = typeName;
  }

  /** Libraries of {@code SymbolLookup.libraryLookup}. */
  static NativeSymbolHook ofRawLibraries() {
    return new NativeSymbolHook("jdk.internal.loader.RawNativeLibraries$RawNativeLibraryImpl");
  }

  /** Libraries of {@code System.loadLibrary}. */
  static NativeSymbolHook ofLoadedLibraries() {
    return new NativeSymbolHook("jdk.internal.loader.NativeLibraries$NativeLibraryImpl");
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(Find.class)
            .on(named("find").and(takesArguments(String.class)).and(returns(long.class))));
  }

  /** Advice of {@code find(String)}. */
  static final class Find {
    private Find() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) String name, @Advice.Return long address) {
      ProbeForeign.symbolFound(name, address);
    }
  }
}
