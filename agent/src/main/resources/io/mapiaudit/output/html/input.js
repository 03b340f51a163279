/* Buttons, keys, wheel and pointer of the timeline. */

const KEYS = {
  '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), '_': () => zoom(2), 0: () => zoom(Infinity),
  ArrowLeft: () => pan(-0.2), ArrowRight: () => pan(0.2),
  ArrowDown: () => step(1), ArrowUp: () => step(-1), PageDown: () => step(10), PageUp: () => step(-10),
  Home: () => step(-Infinity), End: () => step(Infinity),
  Enter: () => timeline.selected && openLane(timeline.selected, true),
};

function step(by) {
  if (!timeline.lanes.length) return;
  const at = timeline.selected ? timeline.rowOf.get(timeline.selected) : by > 0 ? -1 : timeline.lanes.length;
  selectLane(timeline.lanes[Math.max(0, Math.min(timeline.lanes.length - 1, at + by))], true);
}

function onKey(event) {
  const action = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function onWheel(event, always) {
  if (!always && !event.ctrlKey && !event.metaKey) {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      pan((event.deltaX || event.deltaY) / 1000);
    }
    return;
  }
  event.preventDefault();
  zoom(Math.exp(event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)),
    timeAt(Math.max(timeline.left, event.clientX - timeline.parts.scroller.getBoundingClientRect().left)));
}

/* Dragging moves the time in view; a click that did not move tells about what is there. */
function pointers(scroller) {
  let from = null;
  scroller.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && event.offsetX < scroller.clientWidth) {
      from = { x: event.clientX, y: event.clientY, start: timeline.view.start, moved: false };
    }
  });
  scroller.addEventListener('pointermove', (event) => {
    if (!from) return showTip(event, hit(event));
    const scale = (timeline.view.end - timeline.view.start) / (timeline.width - timeline.left);
    if (!from.moved && Math.abs(event.clientX - from.x) > 4) {
      from.moved = true;
      scroller.setPointerCapture(event.pointerId);
    }
    if (from.moved) moveTo(from.start - (event.clientX - from.x) * scale, timeline.view.end - timeline.view.start);
    return undefined;
  });
  scroller.addEventListener('pointerup', (event) => {
    if (from && !from.moved) clicked(hit(event));
    from = null;
  });
  scroller.addEventListener('pointercancel', () => { from = null; });
  scroller.addEventListener('pointerleave', hideTip);
  scroller.addEventListener('dblclick', (event) => zoom(0.4, timeAt(hit(event).x)));
}

function clicked({ lane, mark }) {
  if (!lane) return;
  selectLane(lane, true);
  openLane(lane);
  const finding = mark >= 0 && lane.marks[mark] === KIND.FINDING ? byNumber.get(lane.marks[mark + 4]) : null;
  if (finding) timeline.parts.lane.querySelector(`[data-finding="${finding.number}"]`)?.focus({ preventScroll: true });
}

/* On the overview a press goes there, dragging chooses what is in view. */
function overviewPointers(canvas) {
  let from = null;
  const at = (event) => {
    const share = (event.clientX - canvas.getBoundingClientRect().left - timeline.left) / (timeline.width - timeline.left);
    return timeline.whole.start + Math.max(0, Math.min(1, share)) * (timeline.whole.end - timeline.whole.start);
  };
  canvas.addEventListener('pointerdown', (event) => { from = at(event); canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener('pointerup', (event) => {
    const to = at(event);
    const length = timeline.view.end - timeline.view.start;
    const chosen = Math.abs(to - from);
    if (chosen > (timeline.whole.end - timeline.whole.start) / 100) moveTo(Math.min(from, to), Math.max(SHORTEST, chosen));
    else moveTo(to - length / 2, length);
    from = null;
  });
}

function kindBoxes() {
  const signs = SHOWN_KINDS.map((kind) => legendSign(kind));
  timeline.parts.signs = signs;
  return el('fieldset', { class: 'kinds' }, el('legend', {}, 'Signs'), ...SHOWN_KINDS.map((kind, at) => {
    const box = el('input', { type: 'checkbox', checked: true, change: () => {
      if (box.checked) timeline.kinds.add(kind); else timeline.kinds.delete(kind);
      draw();
    } });
    return el('label', { class: 'check' }, box, signs[at].canvas, KIND_NAMES[data.markKinds[kind]]);
  }));
}

function userLegend() {
  const seen = new Set(data.runs.flatMap((run) => run.lanes.flatMap((lane) => [...lane.users])));
  const shown = users.filter((user) => seen.has(user.index));
  shown.sort((a, b) => Number(b.ofProcess) - Number(a.ofProcess));
  const few = shown.slice(0, 12).map((user) => el('li', {}, userChip(user.index, true), user.ofProcess ? el('span', { class: 'quiet' }, ' (process)') : null));
  return el('ul', { class: 'legend', 'aria-label': 'Users' }, ...few,
    shown.length > few.length ? el('li', { class: 'quiet' }, `and ${shown.length - few.length} more`) : null);
}

function buildTimeline() {
  const body = byId('timeline-body');
  if (!data.runs.some((run) => run.lanes.length)) {
    fill(body, el('p', {}, 'No thread was seen doing anything that is audited.'));
    byId('timeline-help').hidden = true;
    return;
  }
  const button = (text, name, action) => el('button', { type: 'button', 'aria-label': name, title: name, click: action }, text);
  const parts = timeline.parts;
  parts.range = el('span', { class: 'range quiet' });
  parts.axis = el('canvas', { class: 'axis', 'aria-hidden': 'true' });
  parts.overview = el('canvas', { class: 'overview', 'aria-hidden': 'true' });
  parts.canvas = el('canvas', { class: 'lanes', 'aria-hidden': 'true' });
  parts.spacer = el('div', { class: 'spacer' });
  parts.scroller = el('div', { class: 'scroller', tabindex: '0', role: 'application', 'aria-roledescription': 'timeline',
    'aria-label': 'Lanes of threads', 'aria-describedby': 'timeline-help', keydown: onKey, scroll: draw }, parts.canvas, parts.spacer);
  parts.tip = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  parts.voice = el('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  parts.nothing = el('p', { hidden: true }, 'No thread fits the filter.');
  parts.lane = el('div', { class: 'lane', id: 'lane', tabindex: '-1', hidden: true });
  parts.others = el('div', {});
  parts.frame = el('div', { class: 'frame' }, parts.overview, parts.axis, parts.scroller, parts.tip);
  const choose = (label, options, value, changed) => {
    const box = el('select', { change: () => changed(box.value) }, ...options.map(([key, text]) => el('option', { value: key }, text)));
    box.value = value;
    return [el('label', {}, el('span', {}, label), box), box];
  };
  const [orderLabel] = choose('Order', [['interest', 'most to tell first'], ['time', 'by time'], ['name', 'by name']], 'interest',
    (value) => { timeline.order = value; chooseLanes(); });
  const [runLabel, runBox] = choose('Run', [['-1', 'all runs'], ...data.runs.map((run) => [run.index, run.title])], '-1', (value) => setRun(Number(value)));
  if (data.runs.length > 1) parts.run = runBox;
  fill(body, userLegend(),
    el('div', { class: 'toolbar', role: 'group', 'aria-label': 'Timeline' },
      button('+', 'Zoom in', () => zoom(0.5)), button('−', 'Zoom out', () => zoom(2)), button('Fit', 'Show the whole time', () => zoom(Infinity)),
      button('←', 'Earlier', () => pan(-0.4)), button('→', 'Later', () => pan(0.4)),
      orderLabel, data.runs.length > 1 && runLabel, parts.range),
    el('details', { class: 'inner signs', open: !window.matchMedia('(max-width: 700px)').matches }, el('summary', {}, 'Signs'), kindBoxes()),
    parts.frame, parts.nothing, parts.voice, parts.lane, parts.others, laneTable());
  pointers(parts.scroller);
  overviewPointers(parts.overview);
  parts.scroller.addEventListener('wheel', (event) => onWheel(event, false), { passive: false });
  for (const canvas of [parts.overview, parts.axis]) canvas.addEventListener('wheel', (event) => onWheel(event, true), { passive: false });
  new ResizeObserver(draw).observe(parts.scroller);
  filterListeners.push(chooseLanes);
  const whole = extent(data.runs);
  timeline.whole = whole;
  setRun(firstRun());
}
