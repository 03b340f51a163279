package io.mapiaudit.demo.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConventionTest {

  @Test
  void only32BitWindows_hasAConventionOfItsOwn() {
    assertThat(Convention.of(true, false)).isEqualTo(Function.ALT_CONVENTION);
    assertThat(Convention.of(true, true)).isEqualTo(Function.C_CONVENTION);
    assertThat(Convention.of(false, true)).isEqualTo(Function.C_CONVENTION);
    assertThat(Convention.of(false, false)).isEqualTo(Function.C_CONVENTION);
  }

  /** What JNA asks when it makes the native half of a callback. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        Mapi32.NotifCallback.class,
        AdviseSink.Com.QueryInterface.class,
        AdviseSink.Com.Count.class,
        AdviseSink.Com.OnNotify.class
      })
  void everyCallback_isGivenTheConventionByJna(Class<?> callback) {
    assertThat(Native.getLibraryOptions(callback))
        .containsEntry(Library.OPTION_CALLING_CONVENTION, Convention.FLAGS);
  }
}
