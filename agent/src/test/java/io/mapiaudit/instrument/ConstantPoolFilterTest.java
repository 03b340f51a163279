package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;

class ConstantPoolFilterTest {

  private final ConstantPoolFilter filter =
      new ConstantPoolFilter(new HashSet<>(Arrays.asList("MAPILogonEx", "com/sun/jna/Native")));

  @Test
  void mayPass_what_mentions_a_name_after_constants_of_every_kind() throws Exception {
    assertThat(filter.mayPass(file(Mentions.class))).isTrue();
  }

  @Test
  void mayPass_nothing_else() throws Exception {
    assertThat(filter.mayPass(file(Resembles.class))).isFalse();
    assertThat(filter.mayPass(file(String.class))).isFalse();
    assertThat(filter.mayPass(file(java.util.concurrent.ForkJoinPool.class))).isFalse();
  }

  @Test
  void mayPass_constants_that_are_not_known_yet() throws Exception {
    byte[] file = file(Resembles.class);
    file[10] = 99;

    assertThat(filter.mayPass(file)).isTrue();
  }

  private static byte[] file(Class<?> type) throws Exception {
    return ClassFileLocator.ForClassLoader.read(type);
  }

  /** Numbers, strings and a method handle come first in its constants. */
  @SuppressWarnings("MemberName")
  static final class Mentions {
    static final Object[] CONSTANTS = {1L << 40, 1.5, 1.5f, 100_000, "text"};

    static Runnable lambda() {
      return () -> System.out.println(CONSTANTS[0]);
    }

    static native int MAPILogonEx();
  }

  /** Other names with the length or the beginning of those looked for. */
  @SuppressWarnings("MemberName")
  static final class Resembles {
    static final String A = "MAPILogonE_";
    static final String B = "MAPILogonExt";
    static final long NUMBER = 1L << 40;

    static Runnable lambda() {
      return () -> System.out.println(A + B + NUMBER);
    }
  }
}
