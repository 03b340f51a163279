/* How a soak run went: a small chart for each number that was sampled. */

const CHART = { width: 320, height: 90, left: 4, bottom: 14 };

function buildTrend() {
  const sampled = data.runs.filter((run) => run.samples.length > 1);
  if (!sampled.length) return;
  byId('trend').hidden = false;
  fill(byId('trend-body'), ...sampled.map(runTrend));
}

/* Every field of the samples that is a number, or holds numbers by name. */
function series(samples) {
  const found = new Map();
  samples.forEach((sample) => collect(sample, '', Date.parse(sample.time), found));
  return found;
}

function collect(value, name, at, found) {
  for (const [key, part] of Object.entries(value)) {
    const full = name ? `${name}.${key}` : key;
    if (typeof part === 'number') {
      if (!found.has(full)) found.set(full, []);
      found.get(full).push([at, part]);
    } else if (part && typeof part === 'object' && !Array.isArray(part)) {
      collect(part, full, at, found);
    }
  }
}

function runTrend(run) {
  const charts = [...series(run.samples)].filter(([name, points]) => name !== 'schema' && points.length > 1);
  return el('div', {}, data.runs.length > 1 ? el('h3', {}, run.title) : null,
    el('p', { class: 'quiet' }, `${plural(run.samples.length, 'sample')} from ${run.samples[0].time} to ${run.samples[run.samples.length - 1].time}.`),
    el('div', { class: 'charts' }, ...charts.map(([name, points]) => chart(name, points))),
    el('details', { class: 'inner' }, el('summary', {}, 'As a table'), trendTable(charts)));
}

const NUMBER_NAMES = {
  calls: 'Calls so far', notifications: 'Notifications so far', identities: 'Users with live sessions', sessions: 'Live sessions',
  'findings.critical': 'Critical findings', 'findings.high': 'High findings', 'findings.medium': 'Medium findings', 'findings.low': 'Low findings',
  suppressed: 'Suppressed findings', heapUsed: 'Heap in use', metaspace: 'Metaspace', threads: 'Threads', cpuMillis: 'Processor time (ms)',
  journalBytes: 'Journal on disk', lostEvents: 'Lost events',
};

const bytes = (name) => /bytes|heap|metaspace|memory/i.test(name);

function amount(name, value) {
  if (bytes(name) && Math.abs(value) >= 1048576) return `${rounded(value / 1048576)} MiB`;
  return Number.isInteger(value) ? number(value) : rounded(value);
}

function chart(name, points) {
  const values = points.map((point) => point[1]);
  const most = Math.max(...values);
  const least = Math.min(0, ...values);
  const from = points[0][0];
  const span = Math.max(1, points[points.length - 1][0] - from);
  const high = CHART.height - CHART.bottom;
  const x = (at) => CHART.left + (at - from) / span * (CHART.width - 2 * CHART.left);
  const y = (value) => high - (value - least) / Math.max(1e-9, most - least) * (high - 6);
  const line = points.map(([at, value], i) => `${i ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const title = NUMBER_NAMES[name] || name;
  const told = `${title}: first ${amount(name, values[0])}, last ${amount(name, values[values.length - 1])}, highest ${amount(name, most)}`;
  return el('figure', { class: 'chart' },
    el('figcaption', {}, el('strong', {}, title), ` ${amount(name, values[0])} → ${amount(name, values[values.length - 1])}, highest ${amount(name, most)}`),
    svg('svg', { viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: 'img', 'aria-label': told },
      svg('path', { class: 'base', d: `M0 ${high}H${CHART.width}` }),
      svg('path', { class: 'area', d: `${line}L${x(points[points.length - 1][0]).toFixed(1)} ${high}L${x(from).toFixed(1)} ${high}Z` }),
      svg('path', { class: 'curve', d: line })));
}

function trendTable(charts) {
  return table('Trend', ['Number', numeric('First'), numeric('Last'), numeric('Lowest'), numeric('Highest')],
    charts.map(([name, points]) => {
      const values = points.map((point) => point[1]);
      return [NUMBER_NAMES[name] || name, amount(name, values[0]), amount(name, values[values.length - 1]), amount(name, Math.min(...values)), amount(name, Math.max(...values))];
    }), 'dense');
}
