package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdMapTest {

  private final IdMap map = new IdMap();

  @Test
  void every_value_is_found_however_many_there_are() {
    for (int id = 1; id <= 20_000; id++) {
      map.put(id * 7, "v" + id);
    }
    for (int id = 1; id <= 20_000; id++) {
      assertThat(map.get(id * 7, String.class)).isEqualTo("v" + id);
    }
    assertThat(map.get(1, String.class)).isNull();
  }

  @Test
  void a_later_value_replaces_an_earlier_one() {
    map.put(5, "first");
    map.put(5, "second");
    assertThat(map.get(5, String.class)).isEqualTo("second");
  }

  @Test
  void zero_is_no_number_and_another_type_is_no_value() {
    map.put(0, "nothing");
    map.put(6, "text");
    assertThat(map.get(0, String.class)).isNull();
    assertThat(map.get(6, Integer.class)).isNull();
  }

  @Test
  void a_cleared_map_is_empty_whether_it_was_small_or_large() {
    for (int most : new int[] {10, 20_000}) {
      for (int id = 1; id <= most; id++) {
        map.put(id, "old");
      }
      map.clear();
      for (int id = 1; id <= most; id++) {
        assertThat(map.get(id, String.class)).isNull();
      }
      map.put(1, "new");
      assertThat(map.get(1, String.class)).isEqualTo("new");
    }
  }
}
