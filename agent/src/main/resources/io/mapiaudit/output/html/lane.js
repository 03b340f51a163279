/* A lane in words: the timeline's table, and everything about one thread. */

const EVENTS_ON_PAGE = 50;
const LANES_ON_PAGE = 25;

function laneTable() {
  const rows = paged(LANES_ON_PAGE, (lanes) => table('Threads of the timeline',
    ['Thread', 'Kind', 'Run', 'Users', numeric('Calls'), ...SHOWN_KINDS.map((kind) => numeric(KIND_NAMES[data.markKinds[kind]])), 'First seen', 'Last seen'],
    lanes.map((lane) => [
      el('button', { type: 'button', class: 'link', click: () => showOnTimeline(lane, lane.first) }, lane.name || '(no name)'),
      lane.native ? `${lane.kind}, os ${lane.os}` : lane.kind,
      lane.run.title,
      el('span', { class: 'chips' }, ...[...lane.users].slice(0, 5).map((user) => userChip(user)), lane.users.size > 5 ? ` +${lane.users.size - 5}` : ''),
      number(lane.calls), ...SHOWN_KINDS.map((kind) => (lane.counts[kind] ? number(lane.counts[kind]) : '·')), clock(lane.first), clock(lane.last),
    ]), 'dense'), 'threads');
  const box = el('details', { class: 'inner', id: 'timeline-table', toggle: () => box.open && rows.set(timeline.lanes) },
    el('summary', {}, 'The timeline as a table'), rows.box);
  filterListeners.push(() => box.open && rows.set(timeline.lanes));
  return box;
}

function laneEvents(lane) {
  const events = [];
  for (let i = 0; i < lane.marks.length; i += 5) {
    events.push({ micros: lane.first + lane.marks[i + 1], cell: markCell(lane, i) });
  }
  for (let i = 0; i < lane.segments.length; i += 4) {
    const [start, end, user, second] = lane.segments.slice(i, i + 4);
    events.push({ micros: lane.first + start, cell: el('span', {}, 'acts as ', userChip(user, true),
      second >= 0 ? el('span', {}, ' and ', userChip(second, true), ' in turn') : null, ` for ${duration(end - start)}`) });
  }
  return events.sort((a, b) => a.micros - b.micros);
}

function markCell(lane, i) {
  const finding = lane.marks[i] === KIND.FINDING ? byNumber.get(lane.marks[i + 4]) : null;
  return finding && !finding.suppressed
    ? el('button', { type: 'button', class: 'link', click: () => showFinding(finding) }, markText(lane, i))
    : markText(lane, i);
}

/* Tells everything about a lane below the timeline. */
function openLane(lane, focus) {
  const box = timeline.parts.lane;
  const events = paged(EVENTS_ON_PAGE, (rows) => table(`What ${lane.name} did`, ['Time (UTC)', 'What'],
    rows.map((event) => [time(event.micros).slice(11), event.cell]), 'dense'), 'events');
  fill(box,
    el('h3', {}, 'Thread “', lane.name, '”'),
    pairs([
      ['Run', lane.run.title],
      ['Kind', lane.native ? lane.kind : null],
      ['Description', lane.native && lane.description !== lane.name ? lane.description : null],
      ['Ids', lane.native ? `os ${lane.os}` : `java ${lane.java}${lane.os ? `, os ${lane.os}` : ''}${lane.virtual ? ', virtual' : ''}${lane.attached ? ', attached by native code' : ''}`],
      ['Started by', lane.creator && `“${lane.creator}”`],
      ['Born', lane.born ? `${time(lane.born)} UTC${lane.born < lane.first ? ', before it was recorded' : ''}` : null],
      ['Ended', lane.ended ? `after ${time(lane.ended)} UTC, when it was last there` : null],
      ['Users', el('span', { class: 'chips' }, ...[...lane.users].slice(0, 20).map((user) => userChip(user, true)))],
      ['Seen', `${time(lane.first)} to ${time(lane.last).slice(11)} UTC`],
      ['Calls', lane.native ? null : number(lane.calls)],
    ]),
    lane.findings.length ? el('p', {}, 'Findings: ', ...[...new Set(lane.findings)].slice(0, 20).flatMap((finding) => [
      el('button', { type: 'button', class: 'link', 'data-finding': finding.number, click: () => showFinding(finding) }, finding.rule), ' ']))
      : el('p', { class: 'quiet' }, 'No finding on this thread.'),
    events.box);
  events.set(laneEvents(lane));
  box.hidden = false;
  if (focus) box.focus();
}
