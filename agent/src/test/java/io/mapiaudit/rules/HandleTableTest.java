package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandleTableTest {

  private static final int LIMIT = 300;

  @Test
  void does_what_a_map_does_that_forgets_what_was_added_first() {
    HandleTable table = new HandleTable(LIMIT);
    Map<Long, TrackedObject> map = BoundedMap.keepingLatestAdded(LIMIT);
    Random random = new Random(8);
    for (int i = 0; i < 100_000; i++) {
      long handle = random.nextInt(1_000) * 64L;
      switch (random.nextInt(3)) {
        case 0:
          TrackedObject object = new TrackedObject(handle, null, null, false);
          table.put(object);
          map.remove(handle);
          map.put(handle, object);
          break;
        case 1:
          assertThat(table.get(handle)).isSameAs(map.get(handle));
          break;
        default:
          table.remove(handle);
          map.remove(handle);
      }
      assertThat(table.size()).isEqualTo(map.size());
    }
    assertThat(table.size()).isPositive();
    map.forEach((handle, object) -> assertThat(table.get(handle)).isSameAs(object));
  }

  @Test
  void an_object_that_was_removed_holds_no_other() {
    HandleTable table = new HandleTable(LIMIT);
    TrackedObject removed = new TrackedObject(2, null, null, false);
    for (long handle = 1; handle <= 3; handle++) {
      table.put(handle == 2 ? removed : new TrackedObject(handle, null, null, false));
    }

    table.remove(2);

    assertThat(removed.older).isNull();
    assertThat(removed.newer).isNull();
    assertThat(removed.nextInBucket).isNull();
    assertThat(table.get(1)).isNotNull();
    assertThat(table.get(3)).isNotNull();
  }
}
