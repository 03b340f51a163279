package io.mapiaudit.config;

import java.util.OptionalInt;

/** Where a call carries a value: its return value, one of its arguments, or nowhere. */
public final class Operand {

  /** The call does not carry it. */
  public static final Operand NONE = new Operand(-2);

  /** The return value. */
  public static final Operand RETURN = new Operand(-1);

  private final int position;

  private Operand(int position) {
    this.position = position;
  }

  /** The argument with this index; 0 is the first after {@code this}. */
  public static Operand argument(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("negative argument index " + index);
    }
    return new Operand(index);
  }

  public boolean isReturn() {
    return position == -1;
  }

  /** The index of the argument, empty when it is not one. */
  public OptionalInt argumentIndex() {
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operand && ((Operand) other).position == position;
  }

  @Override
  public int hashCode() {
    return position;
  }

  /** As the configuration writes it: {@code return}, {@code arg0} or {@code none}. */
  @Override
  public String toString() {
    return position == -2 ? "none" : position == -1 ? "return" : "arg" + position;
  }
}
