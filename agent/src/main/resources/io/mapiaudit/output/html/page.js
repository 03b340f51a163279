/* The summary, and the page as a whole. */

const sumOf = (value) => data.runs.reduce((sum, run) => sum + value(run), 0);

/* What a reader wants to know first, in a sentence. */
function verdict() {
  const counts = SEVERITIES.map((severity) => [severity, places(severity)]).filter(([, count]) => count);
  const said = counts.map(([severity, count]) => `${number(count)} ${severity}`).join(', ');
  const limit = data.failOn ? SEVERITIES.indexOf(data.failOn) : -1;
  const fails = SEVERITIES.slice(0, limit + 1).some((severity) => places(severity));
  const calls = sumOf((run) => Object.values(run.calls).reduce((sum, count) => sum + count, 0));
  if (!calls) return ['unknown', 'Nothing was seen', 'No call to MAPI and no notification was recorded, so this says nothing about the program.'];
  if (!counts.length) {
    return ['good', suppressed.length ? 'Nothing new' : 'No findings', `The rules found nothing${suppressed.length ? ' besides what is suppressed' : ''} in ${plural(calls, 'call')} and notifications.`];
  }
  const one = counts.reduce((sum, [, count]) => sum + count, 0) === 1;
  const text = `${said} finding${one ? '' : 's'}. ${data.failOn ? `A check at “${data.failOn}” ${fails ? 'fails' : 'passes'}.` : ''}`;
  if (places('critical') || places('high')) return ['bad', 'Impersonation goes wrong here', text];
  return ['fair', 'Worth a look', text];
}

function buildVerdict() {
  const [look, head, text] = verdict();
  const sign = { good: '✓', fair: '!', bad: '✕', unknown: '?' }[look];
  fill(byId('verdict'), el('div', { class: `verdict ${look}` },
    el('span', { class: 'verdictsign', 'aria-hidden': 'true' }, sign),
    el('div', {}, el('p', { class: 'verdicthead' }, head), el('p', {}, text))));
  const lost = sumOf((run) => run.lost);
  const unfinished = data.runs.filter((run) => !run.ended).length;
  const warnings = [
    lost ? `${plural(lost, 'event')} could not be recorded; what they would have shown is missing.` : '',
    unfinished ? `${unfinished === data.runs.length ? 'The' : plural(unfinished, 'run')} ${unfinished === data.runs.length ? 'recording has' : unfinished === 1 ? 'has' : 'have'} no end: the process died, or still runs.` : '',
  ].filter(Boolean);
  warnings.forEach((warning) => byId('verdict').append(el('p', { class: 'notice' }, warning)));
}

function buildFigures() {
  const figure = (name, value, note) => el('div', {}, el('dt', {}, name), el('dd', {}, value, note ? el('small', {}, note) : null));
  const hosts = new Set(data.runs.map((run) => run.info && run.info.host)).size;
  const lost = sumOf((run) => run.handOvers.lost);
  fill(byId('figures'),
    ...SEVERITIES.map((severity) => el('div', { class: `severityfigure ${severity}` }, el('dt', {}, severityBadge(severity)), el('dd', {}, number(places(severity))))),
    figure('Runs', number(data.runs.length), hosts > 1 ? `on ${hosts} hosts` : null),
    figure('Users', number(users.filter((user) => user.sid !== 'unknown').length)),
    figure('Threads', number(sumOf((run) => run.threads)),
      sumOf((run) => run.nativeThreads) ? `${number(sumOf((run) => run.nativeThreads))} native` : null),
    figure('Sessions', number(sumOf((run) => run.sessions.count)), sumOf((run) => run.sessions.live) ? `${number(sumOf((run) => run.sessions.live))} live at the end` : null),
    figure('Calls', number(sumOf((run) => Object.entries(run.calls).reduce((sum, [kind, count]) => sum + (kind === 'notification' ? 0 : count), 0)))),
    figure('Notifications', number(sumOf((run) => run.calls.notification || 0))),
    figure('Hand-overs', number(sumOf((run) => run.handOvers.count)), lost ? `${number(lost)} lost their user` : null));
}

function buildRules() {
  const rules = new Map();
  const add = (rule, severity, count, where) => {
    const entry = rules.get(rule) || { rule, severity, places: 0, count: 0 };
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(entry.severity)) entry.severity = severity;
    entry.places += where;
    entry.count += count;
    rules.set(rule, entry);
  };
  active.forEach((finding) => add(finding.rule, finding.severity, finding.count, 1));
  further.filter((rest) => !rest.suppressed).forEach((rest) => add(rest.rule, rest.severity, rest.count, rest.places));
  if (!rules.size) return;
  const sorted = [...rules.values()].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.count - a.count);
  fill(byId('rules'), el('h3', {}, 'By rule'), table('Findings by rule', ['Rule', 'Severity', numeric('Places'), numeric('Times'), 'What is wrong'],
    sorted.map((entry) => [
      el('button', { type: 'button', class: 'link', click: () => { clearFilter(entry.rule); byId('findings').scrollIntoView(); byId('findings').focus({ preventScroll: true }); } }, entry.rule),
      severityBadge(entry.severity), number(entry.places), number(entry.count), data.rules[entry.rule] ? data.rules[entry.rule].title : ''])));
}

function buildNavigation() {
  const found = active.length + further.filter((rest) => !rest.suppressed).reduce((sum, rest) => sum + rest.places, 0);
  const entries = [['summary', 'Summary'], ['findings', `Findings (${number(found)})`], ['timeline', 'Timeline'], ['sessions', 'Sessions'],
    ['trend', 'Trend'], ['suppressed', 'Suppressed'], ['environment', 'Environment']];
  fill(byId('nav'), el('div', { class: 'width' }, ...entries.filter(([id]) => !byId(id).hidden).map(([id, text]) => el('a', { href: `#${id}` }, text))));
  byId('nav').hidden = false;
}

function buildHead() {
  const titles = [...new Set(data.runs.map((run) => run.title))];
  const start = Math.min(...data.runs.map((run) => run.first));
  const end = Math.max(...data.runs.map((run) => run.last));
  const where = titles.length > 3 ? `${number(titles.length)} processes` : titles.join(' and ');
  byId('title').textContent = where || 'No runs';
  document.title = `mapi-audit: ${verdict()[1]} · ${where}`;
  if (data.runs.length) byId('subtitle').textContent = `Recorded ${shortTime(start)} to ${shortTime(end)} UTC (${duration(end - start)})`;
  byId('footer').textContent = `Made ${shortTime(data.made)} UTC by mapi-audit ${data.version}, by ${data.ruleCount} rules. This page loads nothing and sends nothing.`;
}

/* On paper everything that is on the page is open, and drawn for white. */
function preparePrint() {
  const opened = [];
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('.finding:not([open]), .run:not([open])').forEach((details) => { details.open = true; opened.push(details); });
    redraw();
  });
  window.addEventListener('afterprint', () => {
    opened.splice(0).forEach((details) => { details.open = false; });
    redraw();
  });
  window.matchMedia('print').addEventListener('change', redraw);
}

function redraw() {
  readColours();
  if (!timeline.parts.canvas) return;
  timeline.parts.signs.forEach((sign) => sign.draw());
  drawNow();
}

function build() {
  byId('main').hidden = false;
  readColours();
  buildVerdict();
  buildFigures();
  buildRules();
  buildFilter();
  buildFindings();
  buildTimeline();
  buildSessions();
  buildTrend();
  buildSuppressed();
  buildEnvironment();
  buildHead();
  buildNavigation();
  filterChanged();
  preparePrint();
  redraw();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  document.documentElement.dataset.ready = 'true';
}

build();
