/* What is to be seen of findings, threads and sessions. */

const filter = { text: '', severities: new Set(SEVERITIES), user: -1, rule: '', run: -1 };
const filterListeners = [];
const filterResults = { findings: '', lanes: '', sessions: '' };

function isFiltered() {
  return filter.text !== '' || filter.severities.size < SEVERITIES.length || filter.user >= 0 || filter.rule !== '' || filter.run >= 0;
}

function findingMatches(finding) {
  return filter.severities.has(finding.severity)
    && (filter.rule === '' || finding.rule === filter.rule)
    && (filter.user < 0 || finding.users.has(filter.user))
    && (filter.run < 0 || finding.onRuns.has(filter.run))
    && (filter.text === '' || finding.haystack.includes(filter.text) || usersMatch(finding.users));
}

function usersMatch(indices) {
  for (const index of indices) {
    if (`${users[index].name} ${users[index].sid}`.toLowerCase().includes(filter.text)) return true;
  }
  return false;
}

/* A lane is seen for what it is or for a finding on it; a rule or severity asks for a finding. */
function laneMatches(lane) {
  if (filter.run >= 0 && lane.run.index !== filter.run) return false;
  if (filter.user >= 0 && !lane.users.has(filter.user)) return false;
  const asksForFinding = filter.rule !== '' || filter.severities.size < SEVERITIES.length;
  if (asksForFinding) return lane.findings.some(findingMatches);
  return filter.text === '' || `${lane.name} ${lane.description || ''} ${lane.kind} ${lane.creator || ''}`.toLowerCase().includes(filter.text)
    || usersMatch(lane.users) || lane.findings.some(findingMatches);
}

function sessionMatches(session) {
  return (filter.run < 0 || session.run.index === filter.run)
    && (filter.user < 0 || session.user === filter.user)
    && (filter.text === '' || `${session.threadName} ${session.profile || ''} ${session.bridge}`.toLowerCase().includes(filter.text)
      || usersMatch([session.user]));
}

function tellResult(part, text) {
  filterResults[part] = text;
}

let filterTimer = 0;

function filterChanged() {
  filterListeners.forEach((listener) => listener());
  byId('filter-state').textContent = isFiltered() ? '(on)' : '';
  byId('clear').disabled = !isFiltered();
  clearTimeout(filterTimer);
  // One announcement when typing has come to rest.
  filterTimer = setTimeout(() => {
    byId('filter-result').textContent = Object.values(filterResults).filter(Boolean).join(' · ');
  }, 200);
}

function select(id, label, options, changed) {
  const box = el('select', { id, change: () => { changed(box.value); filterChanged(); } },
    ...options.map(([value, text]) => el('option', { value }, text)));
  return el('label', { for: id }, el('span', {}, label), box);
}

function buildFilter() {
  const rules = [...new Set(findings.map((finding) => finding.rule))].sort();
  const text = el('input', { id: 'filter-text', type: 'search', autocomplete: 'off', spellcheck: 'false',
    placeholder: 'rule, class, thread, user', input: () => { filter.text = text.value.trim().toLowerCase(); filterChanged(); } });
  const boxes = SEVERITIES.map((severity) => {
    const box = el('input', { type: 'checkbox', value: severity, checked: true, change: () => {
      if (box.checked) filter.severities.add(severity); else filter.severities.delete(severity);
      filterChanged();
    } });
    return el('label', { class: 'check' }, box, severityBadge(severity));
  });
  const clear = el('button', { type: 'button', id: 'clear', disabled: true, click: () => { clearFilter(); text.focus(); } }, 'Show all');
  fill(byId('filter-form'),
    el('label', { for: 'filter-text', class: 'wide' }, el('span', {}, 'Text'), text),
    el('fieldset', {}, el('legend', {}, 'Severity'), ...boxes),
    select('filter-user', 'User', [['-1', 'all users'], ...users.map((user) => [user.index, `${user.letter} · ${user.name}`])],
      (value) => { filter.user = Number(value); }),
    select('filter-rule', 'Rule', [['', 'all rules'], ...rules.map((rule) => [rule, rule])], (value) => { filter.rule = value; }),
    data.runs.length > 1 && select('filter-run', 'Run', [['-1', 'all runs'], ...data.runs.map((run) => [run.index, `${run.title} · ${shortTime(run.first)}`])],
      (value) => { filter.run = Number(value); }),
    clear);
  byId('filter-form').addEventListener('submit', (event) => event.preventDefault());
  if (window.matchMedia('(max-width: 700px)').matches) byId('filter').open = false;
}

/* Puts the controls and what they stand for back, or to one rule. */
function clearFilter(rule) {
  Object.assign(filter, { text: '', severities: new Set(SEVERITIES), user: -1, rule: rule || '', run: -1 });
  byId('filter-text').value = '';
  byId('filter-user').value = '-1';
  byId('filter-rule').value = filter.rule;
  if (byId('filter-run')) byId('filter-run').value = '-1';
  byId('filter-form').querySelectorAll('input[type=checkbox]').forEach((box) => { box.checked = true; });
  filterChanged();
}
