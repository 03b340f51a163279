package io.mapiaudit.demo.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInLibraryTest {

  private final String before = System.getProperty(StandInLibrary.PROPERTY);

  @AfterEach
  void restoreProperty() {
    if (before == null) {
      System.clearProperty(StandInLibrary.PROPERTY);
    } else {
      System.setProperty(StandInLibrary.PROPERTY, before);
    }
  }

  @Test
  void platformWithoutLibrary_isToldHowToBuildAndNameOne() {
    assertThat(StandInLibrary.missing("linux-riscv64"))
        .contains("linux-riscv64", "build.sh --host", "-Dmapi.demo.library=");
  }

  @Test
  void namedFileThatIsAbsent_isAnErrorThatNamesIt() {
    System.setProperty(StandInLibrary.PROPERTY, "/no/such/libmapidemo.so");

    assertThatThrownBy(StandInLibrary::path)
        .isInstanceOf(StandInLibrary.MissingException.class)
        .hasMessageContaining("/no/such/libmapidemo.so");
  }
}
