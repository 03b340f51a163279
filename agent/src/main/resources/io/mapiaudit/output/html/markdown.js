/* The rules' pages: headings, paragraphs, lists and code of Markdown, as elements. */

function inline(text) {
  const parts = [];
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)]*\)/g;
  let at = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    parts.push(text.slice(at, match.index));
    if (match[1]) parts.push(el('code', {}, match[1]));
    else if (match[2]) parts.push(el('strong', {}, match[2]));
    else parts.push(match[3]);
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

function markdown(text) {
  const box = el('div', { class: 'manual' });
  let block = [];
  let kind = '';
  const flush = () => {
    if (kind === 'code') box.append(el('pre', { tabindex: '0' }, block.join('\n').trimEnd()));
    if (kind === 'list') box.append(el('ul', {}, ...block.map((item) => el('li', {}, ...inline(item)))));
    if (kind === 'text') box.append(el('p', {}, ...inline(block.join(' '))));
    block = [];
    kind = '';
  };
  for (const line of text.split('\n')) {
    const heading = /^(#+) (.*)/.exec(line);
    if (heading) {
      flush();
      if (heading[1].length > 1) box.append(el('h5', {}, ...inline(heading[2])));
    } else if (/^ {4}/.test(line) && kind !== 'list' && kind !== 'text') {
      kind = 'code';
      block.push(line.slice(4));
    } else if (/^[-*] /.test(line)) {
      if (kind !== 'list') flush();
      kind = 'list';
      block.push(line.slice(2));
    } else if (line.trim() === '') {
      flush();
    } else if (kind === 'list') {
      block[block.length - 1] += ` ${line.trim()}`;
    } else {
      if (kind !== 'text') flush();
      kind = 'text';
      block.push(line.trim());
    }
  }
  flush();
  return box;
}
