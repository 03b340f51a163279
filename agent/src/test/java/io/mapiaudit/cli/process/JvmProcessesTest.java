package io.mapiaudit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmProcessesTest {

  @Test
  void one_that_is_asked_for_is_the_one_of_the_list() {
    List<JvmProcess> others = JvmProcesses.others();
    for (JvmProcess listed : others) {
      JvmProcess one = JvmProcesses.other(listed.pid());
      if (one == null) {
        // It has ended; one whose parent has not asked for its exit code counts as alive still.
        assertThat(JvmProcesses.others()).noneMatch(now -> now.pid() == listed.pid());
      } else {
        assertThat(one.pid()).isEqualTo(listed.pid());
        assertThat(one.user()).isEqualTo(listed.user());
      }
    }
    // Maven's, or the one of whatever else runs the tests.
    assertThat(others).isNotEmpty();
  }

  @Test
  void this_process_and_what_is_no_jvm_are_not_there() {
    assertThat(JvmProcesses.other(ProcessTable.ownPid())).isNull();
    assertThat(JvmProcesses.other(999_999_999_999L)).isNull();
    assertThat(JvmProcesses.others()).noneMatch(process -> process.pid() == ProcessTable.ownPid());
  }

  @Test
  void the_own_process_id_is_the_one_that_the_jvm_tells() {
    assertThat(ManagementFactory.getRuntimeMXBean().getName())
        .startsWith(ProcessTable.ownPid() + "@");
  }

  @Test
  void numbers_for_names_are_not_the_same_twice() {
    assertThat(Unguessable.number()).isNotEqualTo(Unguessable.number());
  }
}
