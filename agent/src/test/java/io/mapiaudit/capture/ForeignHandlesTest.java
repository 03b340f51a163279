package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handles themselves need no foreign linker: pointers may be numbers. */
class ForeignHandlesTest {

  private final List<String> told = new ArrayList<>();
  private boolean audited;

  @BeforeEach
  void install() {
    Probe.install(new Sink());
  }

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  @Test
  void bound_handle_keeps_type_and_result_and_is_told() throws Throwable {
    MethodHandle plain = handle("sum", long.class, int.class, long.class);
    MethodHandle wrapped = Downcalls.ofFunction(plain, "f", 16, 1);

    assertThat(wrapped.type()).isEqualTo(plain.type());
    assertThat((int) wrapped.invokeExact(1L, 2, 3L)).isEqualTo(6);
    assertThat(told).containsExactly("f at 16 after 1 [1, 2, 3]", "returned 6 null");
  }

  @Test
  void handle_that_outlives_auditing_only_calls() throws Throwable {
    MethodHandle wrapped =
        Downcalls.ofFunction(handle("sum", long.class, int.class, long.class), "f", 16, 0);
    Probe.install(null);

    assertThat((int) wrapped.invokeExact(1L, 2, 3L)).isEqualTo(6);
    assertThat(told).isEmpty();
  }

  @Test
  void exception_passes_unchanged() throws Throwable {
    MethodHandle wrapped = Downcalls.ofFunction(handle("fail", long.class), "f", 16, 0);

    assertThatThrownBy(() -> wrapped.invokeWithArguments(1L))
        .isInstanceOf(IOException.class)
        .hasMessage("1");
    assertThat(told).last().asString().startsWith("returned null java.io.IOException");
  }

  @Test
  void handle_without_a_function_is_told_of_audited_ones_alone() throws Throwable {
    MethodHandle plain = handle("sum", long.class, int.class, long.class);
    MethodHandle wrapped =
        Downcalls.ofAnyFunction(plain.asType(plain.type().changeParameterType(0, Long.class)), 1);

    assertThat((int) wrapped.invokeExact((Long) 1L, 2, 3L)).isEqualTo(6);
    assertThat(told).isEmpty();
    audited = true;
    assertThat((int) wrapped.invokeExact((Long) 1L, 2, 3L)).isEqualTo(6);
    assertThat(told).hasSize(2);
  }

  @Test
  void stub_is_told_from_when_its_address_is_given_to_mapi() throws Throwable {
    Upcalls upcalls = new Upcalls();
    MethodHandle plain = handle("sum", long.class, int.class, long.class);
    MethodHandle wrapped = upcalls.linking(plain);
    upcalls.linked(64);

    assertThat(wrapped.type()).isEqualTo(plain.type());
    assertThat((int) wrapped.invokeExact(1L, 2, 3L)).isEqualTo(6);
    upcalls.givenToMapi(65, false);
    assertThat((int) wrapped.invokeExact(1L, 2, 3L)).isEqualTo(6);
    assertThat(told).isEmpty();
    upcalls.givenToMapi(64, false);
    assertThat((int) wrapped.invokeExact(1L, 2, 3L)).isEqualTo(6);
    assertThat(told).containsExactly("stub at 64 [1, 2, 3]", "returned 6 null");
  }

  @Test
  void target_that_fits_no_notification_is_left_alone() throws Throwable {
    Upcalls upcalls = new Upcalls();
    MethodHandle other = handle("fail", long.class);

    MethodHandle neverMade = upcalls.linking(handle("sum", long.class, int.class, long.class));
    assertThat(upcalls.linking(other)).isSameAs(other);
    upcalls.linked(64);
    upcalls.givenToMapi(64, false);

    assertThat((int) neverMade.invokeExact(1L, 2, 3L)).isEqualTo(6);
    assertThat(told).isEmpty();
  }

  private static MethodHandle handle(String name, Class<?>... parameters) throws Exception {
    return MethodHandles.lookup()
        .findStatic(ForeignHandlesTest.class, name, MethodType.methodType(int.class, parameters));
  }

  @SuppressWarnings("unused")
  private static int sum(long a, int b, long c) {
    return (int) (a + b + c);
  }

  @SuppressWarnings("unused")
  private static int fail(long a) throws IOException {
    throw new IOException(Long.toString(a));
  }

  private final class Sink implements ProbeSink {
    @Override
    public Object downcallEntered(String function, long address, int skipped, Object[] arguments) {
      told.add(function + " at " + address + " after " + skipped + " " + Arrays.asList(arguments));
      return this;
    }

    @Override
    public Object upcallEntered(Object stub, Object[] arguments) {
      told.add("stub at " + ((UpcallStub) stub).address() + " " + Arrays.asList(arguments));
      return this;
    }

    @Override
    public boolean isAudited(Object symbol) {
      return audited;
    }

    @Override
    public void returned(Object call, Object result, Throwable thrown) {
      told.add("returned " + result + " " + thrown);
    }

    @Override
    public void failed(Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
