/* The page's data, and what is derived from them once. */

const data = JSON.parse(byId('data').textContent);

const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const SIGNS = { critical: '◆', high: '▲', medium: '●', low: '○' };
const KIND = Object.fromEntries(data.markKinds.map((name, i) => [name.replace('-', '_').toUpperCase(), i]));
const KIND_NAMES = {
  logon: 'Logon', logoff: 'Logoff', release: 'Release', notification: 'Notification',
  'hand-over': 'Hands work over', 'take-over': 'Takes work over', failure: 'Failed call', finding: 'Finding',
  birth: 'Birth', end: 'End',
};
/* Births and ends are known of native threads only. */
const SHOWN_KINDS = data.markKinds.map((_, kind) => kind)
  .filter((kind) => (kind !== KIND.BIRTH && kind !== KIND.END) || data.runs.some((run) => run.nativeThreads > 0));
const PALETTE = 8;
const PATTERNS = 3;

const users = data.users.map(([sid, account, ofProcess], index) => ({
  index, sid, ofProcess, account: account === 'unknown' ? null : account, name: account === 'unknown' ? sid : account,
}));

nameUsers();

/* Letters go to those who are told of, in the order in which they were met; users of processes have their own look. */
function nameUsers() {
  let next = 0;
  let processes = 0;
  for (const user of users) {
    if (user.ofProcess) {
      user.letter = processes === 0 ? 'P' : `P${processes + 1}`;
      user.look = 'process';
      user.colour = PALETTE;
      user.pattern = 1;
      processes++;
    } else if (user.sid === 'unknown') {
      user.letter = '?';
      user.name = 'unknown (no token could be read)';
      user.look = 'unknown';
      user.colour = PALETTE + 1;
      user.pattern = 0;
    } else {
      user.letter = letters(next);
      user.colour = next % PALETTE;
      user.pattern = Math.floor(next / PALETTE) % PATTERNS;
      user.look = `c${user.colour}`;
      next++;
    }
  }
}

/* A to Z without P and the letters that look like digits, then AA, AB … */
function letters(index) {
  const all = 'ABCDEFGHJKLMNQRSTUVWXYZ';
  const head = index >= all.length ? letters(Math.floor(index / all.length) - 1) : '';
  return head + all[index % all.length];
}

data.runs.forEach((run, index) => {
  run.index = index;
  run.title = run.info ? `${run.info.host}, process ${run.info.pid}` : run.name;
  run.laneOf = new Map();
  run.lanes.forEach((lane, order) => {
    lane.run = run;
    lane.order = order;
    lane.findings = [];
    lane.kind = laneKind(lane);
    lane.users = new Set();
    for (let i = 0; i < lane.segments.length; i += 4) {
      lane.users.add(lane.segments[i + 2]);
      if (lane.segments[i + 3] >= 0) lane.users.add(lane.segments[i + 3]);
    }
    run.laneOf.set(lane.id, lane);
  });
});

function laneKind(lane) {
  if (lane.native) return lane.mapi ? 'native, of MAPI' : 'native';
  if (lane.virtual) return 'virtual';
  return lane.attached ? 'attached' : 'Java';
}

data.oneDay = new Set(data.runs.flatMap((run) => [shortTime(run.first).slice(0, 10), shortTime(run.last).slice(0, 10)])).size < 2;

const findings = data.findings;
const byNumber = new Map(findings.map((finding) => [finding.number, finding]));

for (const finding of findings) {
  finding.users = new Set();
  finding.onRuns = new Set();
  let haystack = `${finding.rule} ${finding.place} ${finding.fingerprint} ${finding.detail ? finding.detail.message : ''}`;
  for (const [run, , , , thread, threadName, expected, actual] of finding.runs) {
    finding.onRuns.add(run);
    if (expected >= 0) finding.users.add(expected);
    if (actual >= 0) finding.users.add(actual);
    haystack += ` ${threadName || ''} ${data.runs[run].title}`;
    const lane = data.runs[run].laneOf.get(thread);
    if (lane && !finding.suppressed) lane.findings.push(finding);
  }
  finding.haystack = haystack.toLowerCase();
}

/* A finding names the first thread that it was raised on; the others have its mark. */
for (const lane of data.runs.flatMap((run) => run.lanes)) {
  for (let i = 0; i < lane.marks.length; i += 5) {
    const finding = lane.marks[i] === KIND.FINDING ? byNumber.get(lane.marks[i + 4]) : null;
    if (finding && !finding.suppressed && !lane.findings.includes(finding)) lane.findings.push(finding);
  }
}

const active = findings.filter((finding) => !finding.suppressed);
const suppressed = findings.filter((finding) => finding.suppressed);
const further = data.furtherFindings;

/* Places with findings, with those that have no line of their own. */
function places(severity) {
  return active.filter((finding) => finding.severity === severity).length
    + further.filter((rest) => !rest.suppressed && rest.severity === severity).reduce((sum, rest) => sum + rest.places, 0);
}

/* A user's sign, and name where wanted. */
function userChip(index, withName) {
  if (index === null || index === undefined || index < 0) return el('span', { class: 'quiet' }, '—');
  const user = users[index];
  const sign = el('span', { class: `sign ${user.look} pattern${user.pattern}`, title: `${user.name} (${user.sid})` }, user.letter);
  return withName ? el('span', { class: 'user' }, sign, ' ', el('span', { class: 'name' }, user.name)) : sign;
}

function severityBadge(severity) {
  return el('span', { class: `badge ${severity}` }, el('span', { 'aria-hidden': 'true' }, SIGNS[severity]), ' ', severity);
}
