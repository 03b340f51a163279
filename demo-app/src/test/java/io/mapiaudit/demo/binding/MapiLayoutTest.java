package io.mapiaudit.demo.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes as compilers give them, which native/memory.c asserts for both. */
class MapiLayoutTest {

  @ParameterizedTest
  @CsvSource({"8, 24, 88", "4, 16, 64"})
  void structuresShrinkWithTheirPointers(int pointerSize, int propValue, int notification) {
    assertThat(MapiLayout.sizeOfPropValue(pointerSize)).isEqualTo(propValue);
    assertThat(MapiLayout.sizeOfNotification(pointerSize)).isEqualTo(notification);
  }
}
