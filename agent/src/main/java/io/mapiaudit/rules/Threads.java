package io.mapiaudit.rules;

import io.mapiaudit.model.ThreadInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The threads of a run. No event tells of a thread's death, so when the table is full the half that
 * was silent longest is forgotten, except threads inside a call.
 */
final class Threads {

  static final int LIMIT = 16_384;

  /** Numbers of threads are given in turn, so those at work at a time mostly have places apart. */
  private static final int NEAR = 1_024;

  private final Map<Integer, ThreadState> byId = new LinkedHashMap<>();
  private final ThreadState[] near = new ThreadState[NEAR];

  ThreadState of(ThreadInfo info, long sequence) {
    int place = info.id() & (NEAR - 1);
    ThreadState state = near[place];
    if (state == null || state.info().id() != info.id()) {
      state = find(info);
      near[place] = state;
    }
    state.lastSequence = sequence;
    return state;
  }

  private ThreadState find(ThreadInfo info) {
    ThreadState state = byId.get(info.id());
    if (state == null) {
      if (byId.size() >= LIMIT) {
        forgetSilentHalf();
      }
      state = new ThreadState(info);
      byId.put(info.id(), state);
    }
    return state;
  }

  private void forgetSilentHalf() {
    long[] sequences = new long[byId.size()];
    int n = 0;
    for (ThreadState state : byId.values()) {
      sequences[n++] = state.lastSequence;
    }
    Arrays.sort(sequences);
    long median = sequences[n / 2];
    Arrays.fill(near, null);
    byId.values().removeIf(state -> state.lastSequence <= median && !state.inCall());
    if (byId.size() >= LIMIT) {
      // All are inside calls: returns were lost, none can be trusted to be still there.
      byId.clear();
    }
  }

  void forget() {
    byId.clear();
    Arrays.fill(near, null);
  }

  Collection<ThreadState> all() {
    return byId.values();
  }

  int size() {
    return byId.size();
  }
}
