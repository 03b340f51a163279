package io.mapiaudit.journal;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes model values into payloads and reads them back. Constants of enums are written by name, so
 * that a later version may reorder them.
 */
final class ValueCodec {

  private static final int VIRTUAL = 1;
  private static final int ATTACHED = 2;

  private ValueCodec() {}

  /**
   * Writes a dictionary value.
   *
   * @param limit bytes there is room for; a deep stack loses its outermost frames beyond it
   */
  static void write(PayloadWriter out, Object value, int limit) {
    if (value instanceof Identity) {
      writeIdentity(out, (Identity) value);
    } else if (value instanceof ThreadInfo) {
      writeThread(out, (ThreadInfo) value);
    } else if (value instanceof EntryPoint) {
      writeEntryPoint(out, (EntryPoint) value);
    } else if (value instanceof Stack) {
      writeStack(out, (Stack) value, limit);
    } else {
      out.putString((String) value);
    }
  }

  /** Reads the value of a dictionary record of this type. */
  static Object read(int dictionary, PayloadReader in) throws PayloadReader.BadPayload {
    switch (dictionary) {
      case RecordLayout.IDENTITY:
        return readIdentity(in);
      case RecordLayout.THREAD:
        return readThread(in);
      case RecordLayout.ENTRY_POINT:
        return readEntryPoint(in);
      case RecordLayout.STACK:
        return readStack(in);
      case RecordLayout.STRING:
        return in.getString();
      default:
        throw new PayloadReader.BadPayload("no dictionary " + dictionary);
    }
  }

  static void writeRun(PayloadWriter out, RunInfo run) {
    out.putLong(run.pid()).putLong(run.startMicros()).putLong(run.releaseStallMicros());
    out.putString(run.host()).putString(run.agentVersion()).putString(run.transport().name());
    writeIdentity(out, run.processIdentity());
  }

  static RunInfo readRun(PayloadReader in) throws PayloadReader.BadPayload {
    long pid = in.getLong();
    long startMicros = in.getLong();
    long releaseStallMicros = in.getLong();
    String host = in.getString();
    String version = in.getString();
    Transport transport = constant(Transport.class, in);
    Identity process = readIdentity(in);
    return new RunInfo(pid, host, version, startMicros, process, transport, releaseStallMicros);
  }

  private static void writeIdentity(PayloadWriter out, Identity identity) {
    out.putString(identity.sid());
    out.putString(identity.source().name()).putString(identity.level().name());
    out.putLong(identity.tokenId()).putLong(identity.logonId()).putInt(identity.windowsSession());
  }

  private static Identity readIdentity(PayloadReader in) throws PayloadReader.BadPayload {
    String sid = in.getString();
    Identity.Source source = constant(Identity.Source.class, in);
    Identity.Level level = constant(Identity.Level.class, in);
    return new Identity(sid, source, level, in.getLong(), in.getLong(), in.getInt());
  }

  private static void writeThread(PayloadWriter out, ThreadInfo thread) {
    out.putInt(thread.id()).putLong(thread.javaId()).putLong(thread.osId());
    out.putInt((thread.isVirtual() ? VIRTUAL : 0) | (thread.isAttached() ? ATTACHED : 0));
    out.putString(thread.name());
  }

  private static ThreadInfo readThread(PayloadReader in) throws PayloadReader.BadPayload {
    int id = in.getInt();
    long javaId = in.getLong();
    long osId = in.getLong();
    int flags = in.getInt();
    return new ThreadInfo(
        id, in.getString(), javaId, osId, (flags & VIRTUAL) != 0, (flags & ATTACHED) != 0);
  }

  private static void writeEntryPoint(PayloadWriter out, EntryPoint entryPoint) {
    out.putString(entryPoint.kind().name()).putString(entryPoint.bridge().name());
    out.putString(entryPoint.owner()).putString(entryPoint.name());
    out.putString(entryPoint.creates()).putString(entryPoint.resultType().name());
  }

  private static EntryPoint readEntryPoint(PayloadReader in) throws PayloadReader.BadPayload {
    Kind kind = constant(Kind.class, in);
    Bridge bridge = constant(Bridge.class, in);
    String owner = in.getString();
    String name = in.getString();
    String creates = in.getString();
    return new EntryPoint(
        kind, bridge, owner, name, creates, constant(EntryPoint.ResultType.class, in));
  }

  private static void writeStack(PayloadWriter out, Stack stack, int limit) {
    List<String> frames = stack.frames();
    for (int i = 0; i < frames.size(); i++) {
      if (out.length() + Integer.BYTES + RecordLayout.MAX_STRING_BYTES > limit) {
        return;
      }
      out.putString(frames.get(i));
    }
  }

  private static Stack readStack(PayloadReader in) throws PayloadReader.BadPayload {
    List<String> frames = new ArrayList<>();
    while (in.hasMore()) {
      frames.add(in.getString());
    }
    return Stack.of(frames);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, PayloadReader in)
      throws PayloadReader.BadPayload {
    String name = in.getString();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new PayloadReader.BadPayload("unknown " + type.getSimpleName() + " '" + name + "'");
    }
  }
}
