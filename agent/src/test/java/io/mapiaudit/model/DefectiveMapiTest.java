package io.mapiaudit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefectiveMapiTest {

  @Test
  void exchange55_isDefectiveBeforeTheFixThatSource003Names() {
    assertThat(sources("MAPI32.DLL", "5.5.2657.49")).containsExactly("003");
    assertThat(sources("mapi32.dll", "5.5.2657.50")).isEmpty();
    assertThat(sources("mapi32.dll", "5.6.0.0")).isEmpty();
  }

  @Test
  void mapicdo_hasTwoHangsUntil8244_andOneAfter() {
    assertThat(sources("exmapi32.dll", "6.5.8243.0")).containsExactly("001", "001");
    assertThat(sources("exmapi32.dll", "6.5.8244.0")).containsExactly("001");
    assertThat(sources("exmapi32.dll", "6.5.6944.0")).containsExactly("003", "001", "001");
  }

  @Test
  void whatNoSourceNames_isNotJudged() {
    assertThat(sources("mapi32.dll", "1.0.2536.0")).isEmpty();
    assertThat(sources("olmapi32.dll", "16.0.4266.1001")).isEmpty();
    assertThat(sources("msmapi32.dll", "12.0.4518.1014")).isEmpty();
    assertThat(sources("msmapi32.dll", "11.0.5601.0")).containsExactly("003");
  }

  @Test
  void everyDefect_saysWhatAndWhatToDo() {
    List<DefectiveMapi.Defect> defects = DefectiveMapi.of("mapi32.dll", "6.0.4417.0");
    assertThat(defects).hasSize(1);
    assertThat(defects.get(0).what()).isNotEmpty().doesNotEndWith(".");
    assertThat(defects.get(0).fix()).contains("KB 817375");
  }

  @Test
  void somethingElseThanAVersion_isRefused() {
    assertThatThrownBy(() -> DefectiveMapi.of("mapi32.dll", "6.5.1.2.3"))
        .hasMessageContaining("6.5.1.2.3");
    assertThatThrownBy(() -> DefectiveMapi.of("mapi32.dll", "6.70000"))
        .hasMessageContaining("6.70000");
  }

  private static List<String> sources(String file, String version) {
    return DefectiveMapi.of(file, version).stream()
        .map(DefectiveMapi.Defect::source)
        .collect(Collectors.toList());
  }
}
