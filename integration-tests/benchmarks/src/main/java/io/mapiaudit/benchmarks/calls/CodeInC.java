package io.mapiaudit.benchmarks.calls;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The token sequence in C, which no Java can be faster than. */
final class CodeInC {

  private static final int TIMES = 20_000;

  private CodeInC() {}

  /**
   * Nanoseconds of one sequence on the calling thread; empty when the library was not built.
   *
   * @param library made of {@code token_loop.c}
   */
  static OptionalDouble nanos(String library, int rounds) {
    if (!new File(library).isFile()) {
      return OptionalDouble.empty();
    }
    NativeLibrary advapi = NativeLibrary.getInstance(TokenCalls.advapi());
    NativeLibrary kernel = NativeLibrary.getInstance(TokenCalls.kernel());
    Function loop = NativeLibrary.getInstance(library).getFunction("token_loop");
    Object[] arguments = {
      advapi.getFunction("OpenThreadToken"),
      advapi.getFunction("GetTokenInformation"),
      kernel.getFunction("CloseHandle"),
      TIMES
    };
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long begun = System.nanoTime();
      loop.invokeInt(arguments);
      nanos.add((System.nanoTime() - begun) / (double) TIMES);
    }
    return OptionalDouble.of(Forks.median(nanos));
  }
}
