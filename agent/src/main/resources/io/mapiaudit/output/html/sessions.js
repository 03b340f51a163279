/* Sessions with their life, singly and by user. */

const SESSIONS_ON_PAGE = 25;

const sessions = data.runs.flatMap((run) => run.sessions.lives.map((session) => Object.assign(session, { run })));

/* A session's life as a bar within its run's. */
function lifeBar(session) {
  const { run } = session;
  const span = Math.max(1, run.last - run.first);
  const from = Math.max(0, (session.logon - run.first) / span) * 100;
  const to = Math.min(1, ((session.end || run.last) - run.first) / span) * 100;
  const bar = svg('svg', { class: 'life', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'track', x: 0, y: 3, width: 100, height: 2 }),
    svg('rect', { class: `fill ${users[session.user].look}`, x: from, y: 0, width: Math.max(1.2, to - from), height: 8 }));
  return bar;
}

function sessionEnd(session) {
  if (!session.end) return el('strong', {}, 'still live');
  return session.forgotten ? 'not seen: recording was off' : clock(session.end);
}

function sessionRow(session) {
  const lane = session.run.laneOf.get(session.thread);
  return [
    String(session.number), ...(data.runs.length > 1 ? [session.run.title] : []), userChip(session.user, true), session.profile || 'default', session.bridge,
    lane ? el('button', { type: 'button', class: 'link', click: () => showOnTimeline(lane, session.logon) }, session.threadName) : session.threadName,
    clock(session.logon), sessionEnd(session), duration((session.end || session.run.last) - session.logon), lifeBar(session),
    session.end ? number(session.calls) : '·', session.end ? number(session.notifications) : '·', session.findings ? number(session.findings) : '·',
  ];
}

function sessionUsers() {
  const sums = new Map();
  for (const run of data.runs) {
    for (const [user, count, ended, micros, longest] of run.sessions.users) {
      const sum = sums.get(user) || { user, count: 0, ended: 0, micros: 0, longest: 0 };
      sum.count += count;
      sum.ended += ended;
      sum.micros += micros;
      sum.longest = Math.max(sum.longest, longest);
      sums.set(user, sum);
    }
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

function buildSessions() {
  const box = byId('sessions-body');
  const total = data.runs.reduce((sum, run) => sum + run.sessions.count, 0);
  if (!total) {
    fill(box, el('p', {}, 'No session was opened while this was recorded.'));
    return;
  }
  const live = data.runs.reduce((sum, run) => sum + run.sessions.live, 0);
  const most = Math.max(...data.runs.map((run) => run.sessions.most));
  const list = paged(SESSIONS_ON_PAGE, (rows) => table('Sessions',
    ['No.', ...(data.runs.length > 1 ? ['Run'] : []), 'User', 'Profile', 'Bridge', 'Logged on by', 'Logon (UTC)', 'End', 'Lived', 'Life in the run', numeric('Calls'), numeric('Notifications'), numeric('Findings')],
    rows.map(sessionRow), 'dense'), 'sessions');
  const byUser = paged(SESSIONS_ON_PAGE, (rows) => table('Sessions by user',
    ['User', numeric('Sessions'), numeric('Ended'), numeric('Still live'), 'Mean life', 'Longest life'],
    rows.map((sum) => [userChip(sum.user, true), number(sum.count), number(sum.ended), number(sum.count - sum.ended),
      sum.ended ? duration(Math.round(sum.micros / sum.ended)) : '—', sum.ended ? duration(sum.longest) : '—']), 'dense'), 'users');
  const sums = sessionUsers();
  byUser.set(sums);
  fill(box,
    el('p', {}, `${plural(total, 'session')} of ${plural(sums.length, 'user')}; at most ${number(most)} at a time${live ? `; ${number(live)} still live at the end` : ''}.`,
      total > sessions.length ? ` Shown one by one: ${number(sessions.length)}, those that still live, those with findings and those that lived longest.` : ''),
    list.box, el('details', { class: 'inner', open: sums.length > 1 && total > sessions.length }, el('summary', {}, 'By user'), byUser.box));
  filterListeners.push(() => {
    const shown = sessions.filter(sessionMatches);
    list.set(shown);
    tellResult('sessions', `${number(shown.length)} of ${plural(sessions.length, 'session')}`);
  });
}
