package io.mapiaudit.instrument;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** Instruments one type by its name, in a way that needs no change of the type's shape. */
interface Hook {

  /** Binary name of the type. */
  String typeName();

  /** Adds the advice. */
  DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type);
}
