/* Elements, numbers and times. Text becomes text nodes and nothing else: names from outside are never markup. */

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const byId = (id) => document.getElementById(id);

function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

const integers = new Intl.NumberFormat('en');
const number = (value) => integers.format(value);
const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many || one + 's'}`;

/* Microseconds since 1970 as UTC, to the microsecond as the log has it. */
function time(micros) {
  const text = new Date(Math.floor(micros / 1000)).toISOString();
  const rest = String(((micros % 1000000) + 1000000) % 1000000).padStart(6, '0');
  return `${text.slice(0, 10)} ${text.slice(11, 19)}.${rest}`;
}

const shortTime = (micros) => time(micros).slice(0, 19);

/* Without the day when all that was recorded is of one. */
const clock = (micros) => (data.oneDay ? shortTime(micros).slice(11) : shortTime(micros));

function duration(micros) {
  if (micros < 1000) return `${micros} µs`;
  if (micros < 1000000) return `${rounded(micros / 1000)} ms`;
  const seconds = micros / 1000000;
  if (seconds < 60) return `${rounded(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

const rounded = (value) => String(Number(value.toPrecision(value < 10 ? 2 : 3)));

/* A table with a caption for those who cannot see where it stands. */
function table(caption, heads, rows, className) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', { class: className },
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col', class: head.number && 'number' }, head.text || head)))),
      el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((cell, i) =>
        el(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: heads[i].number && 'number' }, cell)))))));
}

const numeric = (text) => ({ text, number: true });

/* Name and value pairs; values that are missing are left out. */
function pairs(entries, className) {
  const list = el('dl', { class: className || 'pairs' });
  for (const [name, value] of entries) {
    if (value === null || value === undefined || value === '') continue;
    list.append(el('div', {}, el('dt', {}, name), el('dd', {}, value)));
  }
  return list;
}

/* Shows a part of many rows, with buttons to the others. */
function paged(size, render, label) {
  const box = el('div', {});
  const body = el('div', {});
  const bar = el('nav', { class: 'pages', 'aria-label': `Pages of ${label}` });
  let rows = [];
  let page = 0;
  const last = () => Math.max(0, Math.ceil(rows.length / size) - 1);
  function show(focus) {
    page = Math.min(page, last());
    fill(body, render(rows.slice(page * size, (page + 1) * size)));
    bar.hidden = last() === 0;
    const turn = (text, to, disabled) => el('button', { type: 'button', disabled, click: () => { page = to; show(text); } }, text);
    fill(bar,
      turn('First', 0, page === 0), turn('Previous', page - 1, page === 0),
      el('span', { role: 'status' }, `${number(page * size + 1)}–${number(Math.min(rows.length, (page + 1) * size))} of ${number(rows.length)}`),
      turn('Next', page + 1, page === last()), turn('Last', last(), page === last()));
    if (focus) {
      const again = [...bar.querySelectorAll('button')].find((b) => b.textContent === focus && !b.disabled);
      (again || bar.querySelector('button:not([disabled])')).focus();
    }
  }
  box.append(body, bar);
  return {
    box,
    set(all) { rows = all; page = 0; show(); },
    showRow(row) {
      const at = rows.indexOf(row);
      if (at < 0) return false;
      page = Math.floor(at / size);
      show();
      return true;
    },
  };
}
