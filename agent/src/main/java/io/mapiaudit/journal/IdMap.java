package io.mapiaudit.journal;

import java.util.Arrays;

/** The dictionary values of one segment by their number; open addressing, no boxing. */
final class IdMap {

  private static final int INITIAL = 256;
  private static final int KEEP = 16 * 1024;

  private int[] ids = new int[INITIAL];
  private Object[] values = new Object[INITIAL];
  private int size;

  /** The value, or null when there is none or it is of another type. */
  <T> T get(int id, Class<T> type) {
    Object value = values[find(id)];
    return type.isInstance(value) ? type.cast(value) : null;
  }

  /** Adds or replaces a value; 0 is no number. */
  void put(int id, Object value) {
    if (id == 0) {
      return;
    }
    int at = find(id);
    if (values[at] == null && ++size > ids.length / 2) {
      grow();
      at = find(id);
    }
    ids[at] = id;
    values[at] = value;
  }

  void clear() {
    if (ids.length > KEEP) {
      ids = new int[INITIAL];
      values = new Object[INITIAL];
    } else {
      Arrays.fill(ids, 0);
      Arrays.fill(values, null);
    }
    size = 0;
  }

  private int find(int id) {
    int mask = ids.length - 1;
    int at = ((id * 0x9E3779B9) >>> 8) & mask;
    while (ids[at] != id && values[at] != null) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldIds = ids;
    Object[] oldValues = values;
    ids = new int[oldIds.length * 2];
    values = new Object[oldIds.length * 2];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldValues[i] != null) {
        int at = find(oldIds[i]);
        ids[at] = oldIds[i];
        values[at] = oldValues[i];
      }
    }
  }
}
