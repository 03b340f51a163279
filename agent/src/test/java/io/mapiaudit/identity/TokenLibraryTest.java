package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Library;
import org.junit.jupiter.api.Test;

class TokenLibraryTest {

  /**
   * Stdcall on 64-bit Windows or elsewhere would make JNA refuse to bind; C there, corrupt stacks.
   */
  @Test
  void win32Functions_areStdcallOn32BitWindowsAlone() {
    assertThat(TokenLibrary.options(true, false))
        .containsEntry(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION);
    assertThat(TokenLibrary.options(true, true)).isEmpty();
    assertThat(TokenLibrary.options(false, true)).isEmpty();
    assertThat(TokenLibrary.options(false, false)).isEmpty();
  }
}
