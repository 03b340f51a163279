/* The timeline: which lanes and which time are in view, and how that is changed. */

const MAX_LINKS = 400;
const SHORTEST = 20;

const timeline = {
  lanes: [], whole: { start: 0, end: 1 }, view: { start: 0, end: 1 }, selected: null, run: -1, order: 'interest',
  kinds: new Set(data.markKinds.map((_, i) => i)), rowOf: new Map(), parts: {}, width: 0, left: 180,
};

function runsInView() {
  return timeline.run < 0 ? data.runs : [data.runs[timeline.run]];
}

/* One run at first where they lie far apart in time: the one with most findings. */
function firstRun() {
  if (data.runs.length < 2) return -1;
  const whole = extent(data.runs);
  const longest = Math.max(...data.runs.map((run) => run.last - run.first));
  if (whole.end - whole.start <= 4 * Math.max(longest, 1000000)) return -1;
  const weight = (run) => run.lanes.reduce((sum, lane) => sum + lane.findings.length, 0);
  return data.runs.reduce((best, run) => (weight(run) > weight(best) ? run : best)).index;
}

/* From the first to the last thing that can be seen on a lane. */
function extent(runs) {
  const lanes = runs.flatMap((run) => run.lanes);
  if (!lanes.length) return { start: 0, end: 1000000 };
  const start = lanes.reduce((least, lane) => Math.min(least, lane.first), Infinity);
  const end = lanes.reduce((most, lane) => Math.max(most, lane.last), start + 1000);
  const margin = (end - start) * 0.02;
  return { start: start - margin, end: end + margin };
}

function fitAll() {
  timeline.whole = extent(runsInView());
  timeline.view = { ...timeline.whole };
}

const ORDERS = {
  interest: (a, b) => a.run.index - b.run.index || a.order - b.order,
  time: (a, b) => a.first - b.first,
  name: (a, b) => a.name.localeCompare(b.name) || a.first - b.first,
};

function chooseLanes() {
  const lanes = runsInView().flatMap((run) => run.lanes);
  timeline.lanes = lanes.filter(laneMatches).sort(ORDERS[timeline.order]);
  timeline.rowOf = new Map(timeline.lanes.map((lane, row) => [lane, row]));
  if (!timeline.rowOf.has(timeline.selected)) timeline.selected = null;
  const height = Math.max(1, timeline.lanes.length) * ROW;
  timeline.parts.spacer.style.height = `${height}px`;
  timeline.parts.scroller.style.maxHeight = `${height}px`;
  timeline.parts.nothing.hidden = timeline.lanes.length > 0;
  tellResult('lanes', `${number(timeline.lanes.length)} of ${plural(lanes.length, 'lane')}`);
  tellOthers();
  draw();
}

function tellOthers() {
  const others = runsInView().filter((run) => run.others.threads > 0);
  timeline.parts.others.hidden = others.length === 0;
  fill(timeline.parts.others, ...others.map((run) => el('details', { class: 'inner' },
    el('summary', {}, `${plural(run.others.threads, 'further thread')} of ${run.title}, with less to tell`),
    table('Threads without a lane, by name', ['Name (# is any number)', numeric('Threads'), numeric('Calls')],
      run.others.groups.map(([name, threads, calls]) => [name, number(threads), number(calls)])))));
}

let drawing = 0;

function draw() {
  if (!drawing) drawing = requestAnimationFrame(() => { drawing = 0; drawNow(); });
}

function drawNow() {
  const { scroller, canvas, axis, overview } = timeline.parts;
  const width = scroller.clientWidth;
  if (!width) return;
  timeline.width = width;
  timeline.left = width < 600 ? 104 : 190;
  const height = scroller.clientHeight;
  drawAxis(axis, timeline.view, timeline.left, width);
  drawOverview(overview, runsInView(), timeline.whole, timeline.view, timeline.left, width);
  const pen = prepare(canvas, width, height);
  const offset = scroller.scrollTop;
  const first = Math.floor(offset / ROW);
  const last = Math.min(timeline.lanes.length - 1, Math.ceil((offset + height) / ROW));
  for (let row = first; row <= last; row++) drawRow(pen, timeline.lanes[row], row, row * ROW - offset, width);
  pen.save();
  pen.beginPath();
  pen.rect(timeline.left, 0, width - timeline.left, height);
  pen.clip();
  for (let row = first; row <= last; row++) {
    drawLane(pen, timeline.lanes[row], row * ROW - offset, timeline.view, timeline.left, width, timeline.kinds);
  }
  if (timeline.kinds.has(KIND.HAND_OVER)) drawRunsLinks(pen, width, offset, first, last);
  pen.restore();
}

function drawRunsLinks(pen, width, offset, first, last) {
  for (const run of runsInView()) {
    const rowOf = (thread) => timeline.rowOf.get(run.laneOf.get(thread));
    const near = run.handOvers.links.filter(([from, , to]) => {
      const rows = [rowOf(from), rowOf(to)];
      return rows.every((row) => row !== undefined) && rows.some((row) => row >= first && row <= last);
    });
    drawLinks(pen, near.slice(0, MAX_LINKS), rowOf, timeline.view, timeline.left, width, offset);
  }
}

function drawRow(pen, lane, row, y, width) {
  if (lane === timeline.selected) {
    pen.fillStyle = colours.selected;
    pen.fillRect(0, y, width, ROW);
  }
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(0, y + ROW - 0.5);
  pen.lineTo(width, y + ROW - 0.5);
  pen.moveTo(timeline.left - 0.5, y);
  pen.lineTo(timeline.left - 0.5, y + ROW);
  pen.stroke();
  pen.save();
  pen.beginPath();
  pen.rect(0, y, timeline.left - 6, ROW);
  pen.clip();
  pen.font = colours.font;
  pen.textBaseline = 'middle';
  pen.fillStyle = colours.text;
  pen.fillText(lane.name || '(no name)', 8, y + 12);
  pen.fillStyle = colours.quiet;
  pen.font = colours.font.replace('12px', '10.5px');
  pen.fillText(laneNote(lane), 8, y + 25);
  pen.restore();
}

function laneNote(lane) {
  const found = lane.findings.length ? `${plural(lane.findings.length, 'finding')} · ` : '';
  const where = timeline.run < 0 && data.runs.length > 1 ? ` · ${lane.run.title}` : '';
  return `${found}${lane.native ? `native · os ${lane.os}` : plural(lane.calls, 'call')}${where}`;
}

/* Changes the time in view by a factor, around a moment that stays where it is. */
function zoom(factor, around) {
  const { view, whole } = timeline;
  const middle = around === undefined ? (view.start + view.end) / 2 : around;
  const length = Math.min(whole.end - whole.start, Math.max(SHORTEST, (view.end - view.start) * factor));
  const share = (middle - view.start) / (view.end - view.start);
  moveTo(middle - share * length, length);
}

function moveTo(start, length) {
  const { whole } = timeline;
  const from = Math.min(Math.max(start, whole.start), whole.end - length);
  timeline.view = { start: from, end: from + length };
  const told = (micros) => (length > 8.64e10 ? shortTime(micros) : time(micros).slice(11));
  timeline.parts.range.textContent = `${told(Math.round(from))} to ${told(Math.round(from + length))} UTC, ${duration(Math.round(length))}`;
  hideTip();
  draw();
}

function pan(share) {
  const length = timeline.view.end - timeline.view.start;
  moveTo(timeline.view.start + share * length, length);
}

function timeAt(x) {
  return timeline.view.start + (x - timeline.left) / (timeline.width - timeline.left) * (timeline.view.end - timeline.view.start);
}

function selectLane(lane, tell) {
  timeline.selected = lane;
  const row = timeline.rowOf.get(lane);
  const { scroller } = timeline.parts;
  if (row * ROW < scroller.scrollTop) scroller.scrollTop = row * ROW;
  if ((row + 1) * ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = (row + 1) * ROW - scroller.clientHeight;
  if (tell) timeline.parts.voice.textContent = laneSummary(lane, row);
  draw();
}

function laneSummary(lane, row) {
  const counts = lane.counts.map((count, kind) => (count ? `${KIND_NAMES[data.markKinds[kind]]} ${number(count)}` : '')).filter(Boolean);
  return `Lane ${row + 1} of ${timeline.lanes.length}: ${lane.native ? 'native thread ' : ''}${lane.name}. ${[...lane.users].map((user) => users[user].name).join(', ')}. ${counts.join(', ')}`;
}

/* What is under the pointer: the lane, and a mark near it. */
function hit(event) {
  const box = timeline.parts.scroller.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top + timeline.parts.scroller.scrollTop;
  const lane = timeline.lanes[Math.floor(y / ROW)];
  return { lane, x, mark: lane && x > timeline.left ? markAt(lane, x) : -1 };
}

function markAt(lane, x) {
  const scale = (timeline.width - timeline.left) / (timeline.view.end - timeline.view.start);
  let best = -1;
  let least = NEAR;
  for (let i = 0; i < lane.marks.length; i += 5) {
    if (!timeline.kinds.has(lane.marks[i])) continue;
    const from = timeline.left + (lane.first + lane.marks[i + 1] - timeline.view.start) * scale;
    const far = Math.max(from - x, x - from - lane.marks[i + 2] * scale, 0) - (lane.marks[i] === KIND.FINDING ? 1 : 0);
    if (far < least) {
      least = far;
      best = i;
    }
  }
  return best;
}

function hideTip() {
  timeline.parts.tip.hidden = true;
}

function showTip(event, { lane, mark }) {
  const { tip, frame } = timeline.parts;
  if (!lane) return hideTip();
  fill(tip, el('strong', {}, lane.name), ...(mark < 0 ? [el('div', {}, [...lane.users].slice(0, 4).map((user) => users[user].name).join(', '))]
    : [el('div', {}, markText(lane, mark)), el('div', {}, `${time(lane.first + lane.marks[mark + 1])} UTC`)]));
  tip.hidden = false;
  const box = frame.getBoundingClientRect();
  tip.style.left = `${Math.max(0, Math.min(event.clientX - box.left + 12, box.width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${event.clientY - box.top + 16}px`;
  return undefined;
}

function markText(lane, i) {
  const [kind, , length, count, ref] = lane.marks.slice(i, i + 5);
  const name = KIND_NAMES[data.markKinds[kind]];
  const many = count > 1 ? `, ${number(count)} times within ${duration(length)}` : length > 0 ? `, ${duration(length)}` : '';
  if (kind === KIND.FINDING) {
    const finding = byNumber.get(ref);
    return finding ? `${name}: ${finding.rule} (${finding.severity})${many}` : `${name}: several${many}`;
  }
  if (kind === KIND.FAILURE && ref > 0) return `${name}: 0x${ref.toString(16).toUpperCase().padStart(8, '0')}${many}`;
  return name + many;
}

/* From a finding to its lane: whatever is filtered or out of view is brought back. */
function showOnTimeline(lane, micros) {
  if (timeline.run >= 0 && timeline.run !== lane.run.index) setRun(lane.run.index);
  if (!timeline.rowOf.has(lane)) clearFilter();
  const span = timeline.whole.end - timeline.whole.start;
  const length = Math.min(span, Math.max(SHORTEST, Math.min(timeline.view.end - timeline.view.start, span / 8)));
  moveTo(micros - length / 2, length);
  byId('timeline').scrollIntoView({ block: 'start' });
  timeline.parts.scroller.focus({ preventScroll: true });
  selectLane(lane, true);
  openLane(lane);
}

function setRun(index) {
  timeline.run = index;
  if (timeline.parts.run) timeline.parts.run.value = String(index);
  fitAll();
  moveTo(timeline.view.start, timeline.view.end - timeline.view.start);
  chooseLanes();
}
