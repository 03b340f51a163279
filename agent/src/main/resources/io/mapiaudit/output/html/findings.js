/* The findings: a line each, everything about one when it is opened. */

const FINDINGS_ON_PAGE = 25;
const EARLY = 8;

function identityCard(title, identity, note) {
  if (!identity) return el('div', { class: 'identity' }, el('h4', {}, title), el('p', { class: 'quiet' }, note));
  const user = users[identity.user];
  return el('div', { class: 'identity' },
    el('h4', {}, title),
    el('p', {}, userChip(identity.user, true)),
    pairs([
      ['SID', el('code', {}, user.sid)],
      ['Token', `${identity.source === 'thread' ? 'the thread’s own' : 'the process’s'}${identity.level === 'none' ? '' : `, ${identity.level} level`}`],
      ['Token id', identity.token === '0x0' ? null : el('code', {}, identity.token)],
      ['Logon id', identity.logon === '0x0' ? null : el('code', {}, identity.logon)],
      ['Windows session', identity.windowsSession < 0 ? null : String(identity.windowsSession)],
    ]));
}

function isForeign(frame) {
  return /^(?:[^(]*\/)?(?:java|javax|jdk|sun|com\.sun)\./.test(frame);
}

/* Frames of the program stand out; many others are folded. */
function stackBox(title, indices) {
  if (!indices.length) return null;
  const list = el('ol', { class: 'stack' });
  indices.forEach((index) => {
    const frame = data.strings[index];
    list.append(el('li', { class: isForeign(frame) ? 'foreign' : null }, frame));
  });
  const box = el('div', { class: 'stackbox' }, el('h4', {}, title), list);
  if (indices.length > EARLY + 4) {
    list.classList.add('folded');
    const more = el('button', { type: 'button', class: 'link', 'aria-expanded': 'false', click: () => {
      const folded = list.classList.toggle('folded');
      more.setAttribute('aria-expanded', String(!folded));
      more.textContent = folded ? `all ${indices.length} frames` : 'fewer frames';
    } }, `all ${indices.length} frames`);
    box.append(more);
  }
  return box;
}

function threadText(thread) {
  return [
    `“${thread.name}”`,
    thread.id < 0 ? 'native' : `java ${thread.java}`,
    thread.os ? `os ${thread.os}` : null,
    thread.virtual ? 'virtual' : null,
    thread.attached ? 'attached by native code' : null,
  ].filter(Boolean).join(', ');
}

function relatedBox(related) {
  if (!related.length) return null;
  return el('details', { class: 'inner' },
    el('summary', {}, plural(related.length, 'other thread') + ' in evidence'),
    ...related.map((other) => el('div', { class: 'relatedthread' },
      el('p', {}, el('strong', {}, threadText(other.thread)), ' — ', other.role, ' ', other.identity ? userChip(other.identity.user, true) : ''),
      stackBox('Stack', other.stack))));
}

function runsBox(finding) {
  if (finding.inRuns < 2) return null;
  return el('details', { class: 'inner' },
    el('summary', {}, `In ${finding.inRuns} runs`),
    table('Runs with this finding', ['Run', numeric('Count'), 'First seen', 'Last seen', 'Thread', 'Expected', 'Actual'],
      finding.runs.map(([run, count, first, last, , thread, expected, actual]) => [
        data.runs[run].title, number(count), time(first), time(last), thread || '—', userChip(expected, true), userChip(actual, true)])),
    finding.inRuns > finding.runs.length ? el('p', { class: 'quiet' }, `and ${finding.inRuns - finding.runs.length} more`) : null);
}

function manualBox(rule) {
  const known = data.rules[rule];
  if (!known) return null;
  const body = el('div', {});
  return el('details', { class: 'inner', toggle: (event) => {
    if (event.target.open && !body.firstChild) body.append(markdown(known.page));
  } }, el('summary', {}, `What ${rule} means, how to confirm it, false alarms`), body);
}

function lanesOf(finding) {
  return finding.runs
    .map(([run, , first, , thread]) => ({ lane: data.runs[run].laneOf.get(thread), micros: first }))
    .filter((place) => place.lane);
}

function followButton(finding) {
  if (finding.runs.every(([, , , , thread]) => thread === null)) {
    return el('span', { class: 'quiet' }, 'It is about no thread in particular.');
  }
  const place = lanesOf(finding)[0];
  if (!place) return el('span', { class: 'quiet' }, 'Its thread is one of those without a lane of their own.');
  return el('button', { type: 'button', class: 'follow', click: () => showOnTimeline(place.lane, place.micros) }, 'Show on the timeline');
}

function findingBody(finding) {
  const detail = finding.detail;
  const times = [['First seen', `${time(finding.first)} UTC`], ['Last seen', `${time(finding.last)} UTC`]];
  if (!detail) {
    const [run, , , , , thread, expected, actual] = finding.runs[0];
    return el('div', { class: 'body' },
      el('p', {}, 'This page has the gravest findings in full; of this one it has room for the essentials. The findings.jsonl of its run tells the rest.'),
      pairs([['Expected', userChip(expected, true)], ['Actual', userChip(actual, true)], ['Thread', thread], ['Run', data.runs[run].title], ...times,
        ['Fingerprint', el('code', {}, finding.fingerprint)]]),
      el('p', {}, followButton(finding)), manualBox(finding.rule));
  }
  const operation = detail.operation;
  return el('div', { class: 'body' },
    detail.suppressed ? el('p', { class: 'notice' }, 'Suppressed: ', detail.suppressed) : null,
    el('p', { class: 'message' }, detail.message),
    el('div', { class: 'identities' },
      identityCard('Expected', detail.expected, 'nobody in particular'), identityCard('Actual', detail.actual, 'not read')),
    el('div', { class: 'remedy' }, el('h4', {}, 'Remedy'), el('p', {}, data.strings[detail.remedy]),
      el('p', { class: 'quiet' }, 'Help: ', data.strings[detail.help])),
    el('p', {}, followButton(finding)),
    pairs([
      ['Operation', operation && `${operation.name} (${operation.kind}, ${operation.bridge})${operation.result === null ? '' : ` → ${operation.result}`}`],
      ['Thread', detail.thread && threadText(detail.thread) + (detail.creator ? `, started by “${detail.creator}”` : '')],
      ['Session', detail.session && el('span', {}, `${detail.session.id}, ${detail.session.bridge}, logged on by “${detail.session.logonThread}”, ${detail.session.live ? 'live' : 'ended'} `, userChip(detail.session.identity && detail.session.identity.user, true))],
      ['Run', finding.runs.length && data.runs[finding.runs[0][0]].title],
      ...times,
      ['Fingerprint', el('code', {}, finding.fingerprint)],
    ]),
    el('div', { class: 'stacks' },
      stackBox('Where it happened', detail.stack),
      stackBox('Where the session logged on', detail.logonStack),
      stackBox('Where the token came from, or the work was handed over', detail.originStack)),
    relatedBox(detail.related), runsBox(finding), manualBox(finding.rule));
}

function findingItem(finding) {
  const first = finding.runs[0];
  const item = el('details', { class: `finding ${finding.severity}`, id: `finding-${finding.number}`, toggle: () => {
    if (item.open && item.children.length === 1) item.append(findingBody(finding));
  } }, el('summary', {},
    severityBadge(finding.severity),
    el('span', { class: 'rule' }, finding.rule),
    el('span', { class: 'place' }, finding.place),
    el('span', { class: 'who' }, first && first[6] >= 0 ? userChip(first[6]) : null,
      first && first[6] >= 0 && first[7] >= 0 ? el('span', { 'aria-label': 'expected, actual' }, ' → ') : null,
      first && first[7] >= 0 ? userChip(first[7]) : null),
    el('span', { class: 'count' }, `${number(finding.count)}×`)));
  return item;
}

function findingList(label) {
  return paged(FINDINGS_ON_PAGE, (rows) => {
    const list = el('div', { class: 'findinglist' });
    let severity = '';
    for (const finding of rows) {
      if (finding.severity !== severity) {
        severity = finding.severity;
        list.append(el('h3', { class: 'severityhead' }, severity[0].toUpperCase() + severity.slice(1)));
      }
      list.append(findingItem(finding));
    }
    return list;
  }, label);
}

function furtherTable(isSuppressed) {
  const rest = further.filter((entry) => entry.suppressed === isSuppressed);
  if (!rest.length) return null;
  return el('div', {},
    el('p', {}, 'There are more than a page can hold. Besides those above:'),
    table('Further findings by rule', ['Rule', 'Severity', numeric('Places'), numeric('Count')],
      rest.map((entry) => [entry.rule, severityBadge(entry.severity), number(entry.places), number(entry.count)])));
}

let activeList;

function buildFindings() {
  const box = byId('findings-list');
  if (!active.length) {
    fill(box, el('p', {}, suppressed.length ? 'None besides the suppressed ones below.' : 'None.'));
    filterListeners.push(() => tellResult('findings', ''));
    return;
  }
  activeList = findingList('findings');
  const nothing = el('p', { hidden: true }, 'No finding fits the filter.');
  fill(box, activeList.box, nothing, furtherTable(false));
  filterListeners.push(() => {
    const shown = active.filter(findingMatches);
    nothing.hidden = shown.length > 0;
    activeList.set(shown);
    tellResult('findings', `${number(shown.length)} of ${plural(active.length, 'finding')}`);
  });
}

function buildSuppressed() {
  const box = byId('suppressed-list');
  if (!suppressed.length) {
    byId('suppressed').hidden = true;
    return;
  }
  const list = findingList('suppressed findings');
  fill(box, el('p', { class: 'quiet' }, 'Known and accepted; they alert nobody and fail no check.'), list.box, furtherTable(true));
  filterListeners.push(() => list.set(suppressed.filter(findingMatches)));
}

/* Opens a finding, whatever the filter hides, and moves there. */
function showFinding(finding) {
  if (!activeList.showRow(finding)) {
    clearFilter();
    activeList.showRow(finding);
  }
  const item = byId(`finding-${finding.number}`);
  item.open = true;
  item.querySelector('summary').focus({ preventScroll: true });
  item.scrollIntoView({ block: 'center' });
}
