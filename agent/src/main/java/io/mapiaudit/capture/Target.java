package io.mapiaudit.capture;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;

/**
 * A call shape with the journal's references to its entry point: as it is, and as the kind that it
 * turns out to be when its arguments have been looked at.
 */
final class Target {

  private final CallShape shape;
  private final Ref<EntryPoint> entryPoint;
  private final Ref<EntryPoint> otherwise;

  Target(CallShape shape, Bridge bridge, JournalWriter journal) {
    this.shape = shape;
    EntryPoint plain = shape.entryPoint();
    this.entryPoint = journal.intern(as(plain, plain.kind(), bridge));
    switch (shape.detail()) {
      case NULL_REVERTS:
        this.otherwise = journal.intern(as(plain, Kind.REVERT, bridge));
        break;
      case PROPERTIES:
        this.otherwise = journal.intern(as(plain, Kind.CALL, bridge));
        break;
      default:
        this.otherwise = entryPoint;
    }
  }

  CallShape shape() {
    return shape;
  }

  Kind kind() {
    return shape.entryPoint().kind();
  }

  /** The entry point by its own kind. */
  Ref<EntryPoint> entryPoint() {
    return entryPoint;
  }

  /** A null token reverts; properties without connect flags are an ordinary call. */
  Ref<EntryPoint> otherwise() {
    return otherwise;
  }

  private static EntryPoint as(EntryPoint entryPoint, Kind kind, Bridge bridge) {
    return new EntryPoint(
        kind,
        bridge,
        entryPoint.owner(),
        entryPoint.name(),
        entryPoint.creates(),
        entryPoint.resultType());
  }
}
