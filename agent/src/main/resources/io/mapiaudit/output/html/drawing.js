/* Draws lanes, axis and overview on canvases, in the colours of the page's style. */

const ROW = 34;
const BAND_TOP = 20;
const BAND_HEIGHT = 10;
const SIGN_Y = 11;
const NEAR = 6;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 1.5e7, 3e7,
  6e7, 1.2e8, 3e8, 6e8, 9e8, 1.8e9, 3.6e9, 7.2e9, 1.44e10, 2.16e10, 4.32e10, 8.64e10, 1.728e11, 6.048e11, 2.592e12];

let colours;

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  colours = {
    text: value('--text'), quiet: value('--quiet'), line: value('--line'), paper: value('--paper'), raised: value('--raised'),
    accent: value('--accent'), selected: value('--selected'), onUser: value('--on-user'),
    critical: value('--critical'), high: value('--high'), medium: value('--medium'), low: value('--low'),
    users: Array.from({ length: PALETTE + 2 }, (_, i) => value(`--user-${i}`)),
    font: `12px ${value('--sans')}`, small: `bold 9px ${value('--sans')}`,
  };
  patterns.clear();
}

const patterns = new Map();

/* A user's colour, with stripes or dots where the colour alone is not enough. */
function userFill(context, index) {
  if (patterns.has(index)) return patterns.get(index);
  const user = users[index];
  const colour = colours.users[user.colour];
  let result = colour;
  if (user.pattern > 0) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 6;
    const pen = tile.getContext('2d');
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = pen.fillStyle = colours.paper;
    pen.globalAlpha = 0.45;
    if (user.pattern === 1) {
      pen.lineWidth = 1.5;
      pen.beginPath();
      for (const shift of [-6, 0, 6]) {
        pen.moveTo(shift, 6);
        pen.lineTo(shift + 6, 0);
      }
      pen.stroke();
    } else {
      pen.fillRect(1, 1, 2, 2);
      pen.fillRect(4, 4, 2, 2);
    }
    result = context.createPattern(tile, 'repeat');
  }
  patterns.set(index, result);
  return result;
}

/* Makes a canvas as large as its box, sharp on every screen, and gives its pen. */
function prepare(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

function drawAxis(canvas, view, left, width) {
  const pen = prepare(canvas, width, 24);
  const scale = (width - left) / (view.end - view.start);
  const step = STEPS.find((candidate) => candidate * scale >= 110) || STEPS[STEPS.length - 1];
  pen.font = colours.font;
  pen.fillStyle = colours.quiet;
  pen.strokeStyle = colours.line;
  pen.textBaseline = 'middle';
  for (let at = Math.ceil(view.start / step) * step; at <= view.end; at += step) {
    const x = left + (at - view.start) * scale;
    pen.beginPath();
    pen.moveTo(x + 0.5, 16);
    pen.lineTo(x + 0.5, 24);
    pen.stroke();
    const text = axisText(at, step);
    const half = pen.measureText(text).width / 2;
    if (x - half > left - 4 && x + half < width) pen.fillText(text, x - half, 8);
  }
}

function axisText(micros, step) {
  const text = time(micros);
  if (step >= 8.64e10) return text.slice(0, 10);
  if (step >= 6e7) return text.slice(11, 16);
  if (step >= 1e6) return text.slice(11, 19);
  return text.slice(11, step >= 1e3 ? 23 : 26);
}

/* How much there was over the whole time, and the part that is in view. */
function drawOverview(canvas, runs, whole, view, left, width) {
  const height = 44;
  const pen = prepare(canvas, width, height);
  const columns = Math.max(1, Math.floor((width - left) / 2));
  const calls = new Float64Array(columns);
  const found = new Float64Array(columns);
  const span = Math.max(1, whole.end - whole.start);
  for (const run of runs) {
    const { start, width: bin } = run.activity;
    for (let i = 0; i < run.activity.calls.length; i++) {
      const column = Math.min(columns - 1, Math.max(0, Math.floor((start + (i + 0.5) * bin - whole.start) / span * columns)));
      calls[column] += run.activity.calls[i] + run.activity.notifications[i];
      found[column] += run.activity.findings[i];
    }
  }
  const most = Math.max(1, ...calls);
  pen.fillStyle = colours.raised;
  pen.fillRect(left, 0, width - left, height);
  for (let i = 0; i < columns; i++) {
    if (calls[i]) {
      const high = Math.max(1.5, Math.sqrt(calls[i] / most) * (height - 12));
      pen.fillStyle = colours.quiet;
      pen.globalAlpha = 0.55;
      pen.fillRect(left + i * 2, height - high, 2, high);
      pen.globalAlpha = 1;
    }
    if (found[i]) {
      pen.fillStyle = colours.critical;
      pen.fillRect(left + i * 2 - 0.5, 1, 3, 7);
    }
  }
  const x = (micros) => left + (micros - whole.start) / span * (width - left);
  pen.fillStyle = colours.accent;
  pen.globalAlpha = 0.16;
  pen.fillRect(x(view.start), 0, Math.max(2, x(view.end) - x(view.start)), height);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.strokeRect(x(view.start) + 0.75, 0.75, Math.max(2, x(view.end) - x(view.start) - 1.5), height - 1.5);
  pen.fillStyle = colours.quiet;
  pen.font = colours.font;
  pen.textBaseline = 'middle';
  pen.fillText('activity', 8, height / 2);
}

function drawLane(pen, lane, y, view, left, width, shownKinds) {
  const scale = (width - left) / (view.end - view.start);
  const x = (micros) => left + (micros - view.start) * scale;
  drawBand(pen, lane, y, x, left, width);
  const marks = lane.marks;
  const late = [];
  const room = { signs: [], label: -Infinity };
  for (let i = 0; i < marks.length; i += 5) {
    if (!shownKinds.has(marks[i])) continue;
    const start = lane.first + marks[i + 1];
    const end = start + marks[i + 2];
    if (end < view.start || start > view.end) continue;
    // Findings lie above all else.
    if (marks[i] === KIND.FINDING) late.push(i);
    else drawMark(pen, marks[i], Math.max(left - 8, x(start)), Math.min(width + 8, x(end)), y, marks[i + 3], room);
  }
  room.label = -Infinity;
  for (const i of late) {
    const start = lane.first + marks[i + 1];
    drawFinding(pen, lane, marks[i + 4], x(start), x(start + marks[i + 2]), y, marks[i + 3], room);
  }
}

function drawBand(pen, lane, y, x, left, width) {
  const top = y + BAND_TOP;
  for (let i = 0; i < lane.segments.length; i += 4) {
    const from = Math.max(left, x(lane.first + lane.segments[i]));
    const to = Math.min(width, Math.max(x(lane.first + lane.segments[i + 1]), from + 1.5));
    if (to < left || from > width || from >= to) continue;
    const second = lane.segments[i + 3];
    pen.fillStyle = userFill(pen, lane.segments[i + 2]);
    pen.fillRect(from, top, to - from, BAND_HEIGHT);
    if (second >= 0) {
      pen.fillStyle = userFill(pen, second);
      pen.fillRect(from, top + BAND_HEIGHT / 2, to - from, BAND_HEIGHT / 2);
    } else if (to - from > 16) {
      const letter = users[lane.segments[i + 2]].letter;
      pen.font = colours.small;
      pen.textBaseline = 'middle';
      pen.fillStyle = colours.users[users[lane.segments[i + 2]].colour];
      pen.fillRect(from, top, pen.measureText(letter).width + 6, BAND_HEIGHT);
      pen.fillStyle = colours.onUser;
      pen.fillText(letter, from + 3, top + BAND_HEIGHT / 2 + 0.5);
    }
  }
}

/* A sign that would lie on the last one of its kind is left out; its bar is not. */
function hasRoom(room, kind, x) {
  if (x - room.signs[kind] < NEAR) return false;
  room.signs[kind] = x;
  return true;
}

function drawMark(pen, kind, from, to, y, count, room) {
  const middle = y + SIGN_Y;
  pen.strokeStyle = pen.fillStyle = colours.text;
  pen.lineWidth = 1.4;
  if (to - from > 8) {
    pen.globalAlpha = 0.35;
    pen.fillRect(from, middle - 1, to - from, 2);
    pen.globalAlpha = 1;
  }
  if (!hasRoom(room, kind, from)) return;
  pen.beginPath();
  switch (kind) {
    case KIND.LOGON:
      triangle(pen, from, middle, -5);
      pen.fill();
      break;
    case KIND.LOGOFF:
      triangle(pen, from, middle, 5);
      pen.fill();
      break;
    case KIND.RELEASE:
      triangle(pen, from, middle, 4);
      pen.stroke();
      break;
    case KIND.NOTIFICATION:
      pen.arc(from, middle, 3.5, 0, 2 * Math.PI);
      pen.stroke();
      break;
    case KIND.HAND_OVER:
      pen.moveTo(from - 3, middle - 4);
      pen.lineTo(from + 3, middle);
      pen.lineTo(from - 3, middle + 4);
      pen.stroke();
      break;
    case KIND.TAKE_OVER:
      pen.moveTo(from - 4, middle - 4);
      pen.lineTo(from - 4, middle + 4);
      pen.moveTo(from - 4, middle);
      pen.lineTo(from + 3, middle);
      pen.stroke();
      break;
    case KIND.BIRTH:
      bracket(pen, from, middle, 4);
      break;
    case KIND.END:
      bracket(pen, from, middle, -4);
      break;
    default:
      pen.moveTo(from - 3.5, middle - 3.5);
      pen.lineTo(from + 3.5, middle + 3.5);
      pen.moveTo(from + 3.5, middle - 3.5);
      pen.lineTo(from - 3.5, middle + 3.5);
      pen.strokeStyle = colours.high;
      pen.stroke();
  }
  if (count > 1 && to - from > 34) label(pen, `×${number(count)}`, from + 8, middle, room);
}

/* Opens to the right, or to the left when its width is below 0. */
function bracket(pen, x, y, wide) {
  pen.lineWidth = 2.2;
  pen.moveTo(x + wide, y - 5);
  pen.lineTo(x, y - 5);
  pen.lineTo(x, y + 5);
  pen.lineTo(x + wide, y + 5);
  pen.stroke();
}

function triangle(pen, x, y, high) {
  pen.moveTo(x - 4.5, y - high * 0.8);
  pen.lineTo(x + 4.5, y - high * 0.8);
  pen.lineTo(x, y + high * 0.8);
  pen.closePath();
}

function label(pen, text, x, middle, room) {
  if (x < room.label) return;
  pen.font = colours.small;
  pen.textBaseline = 'middle';
  pen.fillStyle = colours.paper;
  const wide = pen.measureText(text).width;
  pen.fillRect(x - 2, middle - 6, wide + 4, 12);
  pen.fillStyle = colours.quiet;
  pen.fillText(text, x, middle);
  room.label = x + wide + 4;
}

function drawFinding(pen, lane, ref, from, to, y, count, room) {
  const finding = byNumber.get(ref);
  const colour = colours[finding ? finding.severity : 'high'];
  const middle = y + SIGN_Y;
  pen.globalAlpha = finding && finding.suppressed ? 0.45 : 1;
  if (to - from > 8) {
    pen.fillStyle = colour;
    pen.globalAlpha *= 0.5;
    pen.fillRect(from, middle - 1.5, to - from, 3);
    pen.globalAlpha = 1;
  }
  if (!hasRoom(room, KIND.FINDING, from)) return;
  pen.beginPath();
  pen.moveTo(from, middle - 8);
  pen.lineTo(from + 7, middle);
  pen.lineTo(from, middle + 8);
  pen.lineTo(from - 7, middle);
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
  pen.strokeStyle = colours.paper;
  pen.lineWidth = 1;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.font = colours.small;
  pen.fillStyle = colours.onUser;
  pen.textBaseline = 'middle';
  pen.fillText('!', from - 1.5, middle + 0.5);
  if (count > 1 && to - from > 34) label(pen, `×${number(count)}`, from + 10, middle, room);
}

/* Hand-overs between two lanes that are both in view; those that lost their user are drawn through. */
function drawLinks(pen, links, rowOf, view, left, width, offset) {
  const scale = (width - left) / (view.end - view.start);
  const x = (micros) => left + (micros - view.start) * scale;
  for (const [from, fromMicros, to, toMicros, giver, taker] of links) {
    const above = rowOf(from);
    const below = rowOf(to);
    if (above === undefined || below === undefined || toMicros < view.start || fromMicros > view.end) continue;
    const y1 = above * ROW - offset + BAND_TOP;
    const y2 = below * ROW - offset + BAND_TOP;
    pen.strokeStyle = giver === taker ? colours.quiet : colours.high;
    pen.setLineDash(giver === taker ? [3, 3] : []);
    pen.lineWidth = 1.2;
    pen.globalAlpha = 0.75;
    pen.beginPath();
    pen.moveTo(x(fromMicros), y1);
    pen.bezierCurveTo(x(fromMicros) + 16, y1, x(toMicros) - 16, y2, x(toMicros), y2);
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
}

/* What is drawn in the legend, at the size of a letter. */
function legendSign(kind) {
  const canvas = el('canvas', { width: 18, height: 22, class: 'legendsign', 'aria-hidden': 'true' });
  return { canvas, draw() {
    const pen = prepare(canvas, 18, 22);
    const room = { signs: [], label: -Infinity };
    if (kind === KIND.FINDING) drawFinding(pen, null, -1, 9, 9, 0, 1, room);
    else drawMark(pen, kind, 9, 9, 0, 1, room);
  } };
}
