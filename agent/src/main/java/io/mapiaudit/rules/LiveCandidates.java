package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;

/**
 * All live sessions of a run, for notifications of which nothing is known. With many sessions and
 * many such notifications nothing here may go through them all.
 */
final class LiveCandidates extends Candidates {

  private final SessionTable table;

  /** The newest session that was told of a sighting, by its number. */
  private long sightedUpTo;

  LiveCandidates(SessionTable table) {
    super(table.live());
    this.table = table;
  }

  @Override
  public boolean include(Identity user) {
    return user.isKnown() && !table.liveOf(user.sid()).isEmpty();
  }

  @Override
  public boolean areKnown() {
    return table.isEveryUserKnown();
  }

  /** Sessions keep their first sighting, so only those that are new since the last need one. */
  @Override
  void sighted(Call call) {
    Sighting sighting = new Sighting(call, /* certain= */ false);
    SessionChain live = table.live();
    Session session = live.last();
    while (session != null && session.number() > sightedUpTo) {
      if (session.isImpersonated()) {
        session.sighted(sighting);
      }
      session = live.before(session);
    }
    sightedUpTo = live.isEmpty() ? sightedUpTo : Math.max(sightedUpTo, live.last().number());
  }

  /** The identity of the process was told, so that others may count as impersonated. */
  void processTold() {
    sightedUpTo = 0;
  }
}
