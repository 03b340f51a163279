package io.mapiaudit.journal;

/**
 * A value that events of one writer name by number. Made by {@link JournalWriter#intern}; stays
 * valid as long as the writer, also after the writer forgot the value.
 */
public final class Ref<T> {

  private final int id;
  private final int dictionary;
  private final T value;

  /** Number of the segment that holds the dictionary record; segments before it may hold it too. */
  private volatile long segment;

  Ref(int id, int dictionary, T value) {
    this.id = id;
    this.dictionary = dictionary;
    this.value = value;
  }

  /** The value itself. */
  public T value() {
    return value;
  }

  int id() {
    return id;
  }

  int dictionary() {
    return dictionary;
  }

  boolean isIn(Segment wanted) {
    return segment == wanted.number();
  }

  void wroteTo(Segment written) {
    segment = written.number();
  }

  /** The number events carry: 0 for none. */
  static int idOf(Ref<?> ref) {
    return ref == null ? 0 : ref.id;
  }
}
