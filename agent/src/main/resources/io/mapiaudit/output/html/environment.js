/* Where the runs were recorded, how, and with what gaps. */

function factRow([key, value]) {
  if (key.startsWith('module/')) return [`Module ${key.slice(7)}`, value];
  if (key.startsWith('MapiHttpDisabled/')) {
    const sid = key.slice(17);
    const user = users.find((candidate) => candidate.sid === sid);
    return [`MapiHttpDisabled of ${user ? user.name : sid}`, value];
  }
  return [key, key === 'setting/release.stall' ? duration(Number(value)) : value];
}

function settingsBox(description) {
  const settings = (description && description.configuration) || [];
  if (!settings.length) return null;
  const own = settings.filter((setting) => setting.source !== 'default');
  const rows = (chosen) => table('Settings', ['Key', 'Value', 'From'], chosen.map((setting) => [el('code', {}, setting.key), el('code', { class: 'value' }, setting.value), setting.source]), 'dense');
  return el('div', {}, el('h4', {}, 'Settings'),
    own.length ? rows(own) : el('p', {}, 'All at their defaults.'),
    own.length < settings.length ? el('details', { class: 'inner' }, el('summary', {}, `${settings.length - own.length} more at their defaults`), rows(settings.filter((setting) => setting.source === 'default'))) : null);
}

function listBox(title, entries) {
  return entries && entries.length ? el('details', { class: 'inner' }, el('summary', {}, `${title} (${entries.length})`),
    el('ul', { class: 'plain' }, ...entries.map((entry) => el('li', {}, el('code', {}, entry))))) : null;
}

function problemsBox(problems) {
  const entries = Object.entries(problems || {});
  return entries.length ? el('div', {}, el('h4', {}, 'What could not be hooked'), pairs(entries)) : null;
}

function runEnvironment(run) {
  const { info, description } = run;
  const java = description && description.java;
  const os = description && description.os;
  const calls = Object.entries(run.calls).map(([kind, count]) => `${kind} ${number(count)}`).join(', ');
  const bridges = Object.entries(run.bridges).map(([bridge, count]) => `${bridge} ${number(count)}`).join(', ');
  return el('details', { class: 'run', open: data.runs.length === 1 },
    el('summary', {}, run.title, el('span', { class: 'quiet' }, ` · ${shortTime(run.first)} UTC · ${duration(run.last - run.first)}`)),
    pairs([
      ['Folder', run.name], ['Host', info && info.host], ['Process', info && String(info.pid)],
      ['Main class', description && description.mainClass],
      ['Process identity', info && userChip(info.process, true)],
      ['Transport', info && info.transport],
      ['Agent', info && info.version],
      ['Java', java && `${java.version}, ${java.vendor}`], ['System', os && `${os.name} ${os.version}, ${os.arch}`],
      ['Recorded', `${time(run.first)} to ${time(run.last)} UTC`],
      ['End', run.ended ? 'in order' : 'none: the process died, or the recording goes on'],
      ['Release counts as stalled after', info && duration(info.stall)],
      ['Events', `${number(run.events)}${run.lost ? `, ${number(run.lost)} more were lost` : ''}`],
      ['Calls', calls || 'none'], ['Bridges', bridges],
      ['Hand-overs', run.handOvers.count ? `${number(run.handOvers.count)}, of which ${number(run.handOvers.lost)} lost their user` : null],
    ]),
    run.facts.length ? el('div', {}, el('h4', {}, 'Observed'), pairs(run.facts.map(factRow))) : null,
    run.switches.length ? el('div', {}, el('h4', {}, 'Recording'), pairs(run.switches.map(([micros, on, reason]) => [time(micros), `${on ? 'on' : 'off'}: ${reason}`]))) : null,
    settingsBox(description), problemsBox(description && description.problems), listBox('Hooked classes', description && description.hooked));
}

function buildEnvironment() {
  fill(byId('environment-body'), ...data.runs.map(runEnvironment));
}
