// What the pages do beyond being read: the journey lights up, and a search. Without it everything is there to read.
'use strict';

/** An element with a class and words; words are never markup. */
function made(name, className, words = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = words;
  return element;
}

/* The journey: the touchpoint that is pointed at, focused or tapped shows what leads to it and on from it. */

for (const drawing of document.querySelectorAll('div.drawing[data-light-hint]')) lightUp(drawing);

function lightUp(drawing) {
  const svg = drawing.querySelector('svg');
  if (!svg) return;
  const boxes = [...svg.querySelectorAll('.tp')];
  const links = [...svg.querySelectorAll('.link')];
  const steps = [...svg.querySelectorAll('.implied')];
  const words = made('p', 'lit-ways', drawing.dataset.lightHint);
  drawing.after(words);
  let lit = null;
  let touched = false;

  /** The ways out of a box or into it: the drawn arrows, and the boxes at their other ends. */
  function ways(box, here, there) {
    const { id, cell, onward } = box.dataset;
    const written = links.filter((link) => link.dataset[here] === id);
    const ends = new Set(written.map((link) => link.dataset[there]));
    // Of a cell's implied step those leave that write no links of their own; it reaches all of the next cell.
    const outward = here === 'from';
    const implied = outward && onward !== 'implied' ? [] : steps.filter((step) => step.dataset[here] === cell);
    const cells = new Set(implied.map((step) => step.dataset[there]));
    const inReach = (other) => cells.has(other.dataset.cell) && (outward || other.dataset.onward === 'implied');
    const others = boxes.filter((other) => ends.has(other.dataset.id) || inReach(other));
    return { arrows: [...written, ...(others.length ? implied : [])], others };
  }

  function clear() {
    lit = null;
    svg.classList.remove('d-lit');
    for (const part of svg.querySelectorAll('.d-here, .d-way')) part.classList.remove('d-here', 'd-way');
    words.textContent = drawing.dataset.lightHint;
  }

  function light(box) {
    if (box === lit) return;
    clear();
    lit = box;
    const before = ways(box, 'to', 'from');
    const after = ways(box, 'from', 'to');
    svg.classList.add('d-lit');
    box.classList.add('d-here');
    const ends = [before, after].flatMap(({ arrows, others }) => [...arrows, ...others]);
    for (const part of ends) part.classList.add('d-way');
    words.replaceChildren(name(box));
    tell(drawing.dataset.comesFrom, before.others);
    tell(drawing.dataset.leadsTo, after.others);
  }

  function tell(label, others) {
    if (others.length === 0) return;
    words.append(' ', made('span', 'label', label));
    for (const other of others) words.append(' ', name(other));
  }

  /** A touchpoint as its card is headed, leading there. */
  function name(box) {
    const heading = document.getElementById(box.dataset.id)?.querySelector('.card-head .self');
    const link = made('a', `touchpoint ${box.classList[1]}`, heading?.textContent ?? box.dataset.id);
    link.href = box.querySelector('a').getAttribute('href');
    return link;
  }

  const boxAt = (event) => event.target.closest?.('.tp');
  svg.addEventListener('pointerover', (event) => {
    const box = boxAt(event);
    if (event.pointerType !== 'touch' && box) light(box);
  });
  svg.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch' && !svg.contains(document.activeElement)) clear();
  });
  svg.addEventListener('focusin', (event) => {
    const box = boxAt(event);
    if (box && !touched) light(box);
  });
  svg.addEventListener('focusout', (event) => {
    if (!svg.contains(event.relatedTarget) && !touched) clear();
  });
  svg.addEventListener('pointerdown', (event) => { touched = event.pointerType === 'touch'; });
  // The first tap lights up, the second follows the link.
  svg.addEventListener('click', (event) => {
    const box = boxAt(event);
    if (!touched || !box || box === lit) return;
    event.preventDefault();
    light(box);
  });
  document.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch' && !boxAt(event) && !words.contains(event.target)) clear();
  });
  document.addEventListener('keydown', (event) => {
    touched = false;
    if (event.key === 'Escape') clear();
  });
}

/* A box that scrolls sideways is reached by the keyboard to be scrolled; one that has room is none of its stops. */

const scrolling = new ResizeObserver((changes) => {
  for (const { target } of changes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
});
for (const box of document.querySelectorAll('div.drawing')) scrolling.observe(box);

/* The search: any part of a name, a code, a request, a line; its index is fetched with the first key. */

const MOST_RESULTS = 30;
/** So many characters of a text stand before what was found in it, and after. */
const [BEFORE, AFTER] = [16, 60];

const searchForm = document.querySelector('form.search');
if (searchForm) search(searchForm);

/** As letters are compared: without case, full width as half. */
function fold(text) {
  return text.normalize('NFKC').toLowerCase();
}

/** Where the first of the terms stands in a text, in the text's own characters. */
function firstMatch(text, terms) {
  let folded = '';
  const places = [];
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at));
    const next = at + character.length;
    for (const unit of fold(character)) {
      for (let length = 0; length < unit.length; length += 1) places.push([at, next]);
      folded += unit;
    }
    at = next;
  }
  const found = terms.map((term) => [folded.indexOf(term), term.length]).filter(([at]) => at >= 0);
  if (found.length === 0) return null;
  const [at, length] = found.reduce((one, other) => (other[0] < one[0] ? other : one));
  return [places[at][0], places[at + length - 1][1]];
}

/** A text with what was found in it marked; a long one as the stretch around it. */
function marked(element, text, terms, whole) {
  const match = firstMatch(text, terms);
  if (!match) {
    element.append(text);
    return;
  }
  const start = whole || match[0] <= BEFORE ? 0 : match[0] - BEFORE;
  const end = whole || text.length <= match[1] + AFTER ? text.length : match[1] + AFTER;
  if (start > 0) element.append('…');
  element.append(text.slice(start, match[0]), made('mark', '', text.slice(...match)), text.slice(match[1], end));
  if (end < text.length) element.append('…');
}

function search(form) {
  const input = form.querySelector('input');
  const panel = form.querySelector('.search-results');
  const status = form.querySelector('[role="status"]');
  let entries = null;
  form.hidden = false;

  function load() {
    if (entries) return;
    entries = [];
    if (!form.dataset.index) {
      prepare();
      return;
    }
    const script = document.createElement('script');
    script.src = form.dataset.index;
    script.addEventListener('load', prepare);
    document.head.append(script);
  }

  function prepare() {
    entries = MOTMAP_SEARCH.entries.map(([map, code, title, href, texts]) => {
      const place = MOTMAP_SEARCH.maps[map] ?? '';
      const own = fold([code, title, ...texts].join('\n'));
      return { place, code, title, href, texts, own, all: `${fold(place)}\n${own}`, head: [fold(code), fold(title)] };
    });
    show();
  }

  /** What is called so, what is called like it, what speaks of it, and last what only its map is called by. */
  function rank({ head, own }, terms, query) {
    if (head.includes(query)) return 0;
    if (head.some((words) => words.startsWith(query))) return 1;
    if (terms.every((term) => head.some((words) => words.includes(term)))) return 2;
    return terms.every((term) => own.includes(term)) ? 3 : 4;
  }

  function show() {
    const query = fold(input.value.trim());
    const terms = query.split(/\s+/u).filter(Boolean);
    panel.replaceChildren();
    status.textContent = '';
    panel.hidden = terms.length === 0 || entries.length === 0;
    if (panel.hidden) return;
    const found = entries.filter(({ all }) => terms.every((term) => all.includes(term)));
    const ranked = found.map((entry) => [rank(entry, terms, query), entry]).sort(([one], [other]) => one - other);
    for (const [, entry] of ranked.slice(0, MOST_RESULTS)) panel.append(result(entry, terms));
    status.textContent = found.length === 0 ? form.dataset.none : form.dataset.found.replace('{n}', found.length);
    panel.append(made('p', 'search-count', status.textContent));
  }

  function result({ place, code, title, href, texts }, terms) {
    const link = made('a', 'result');
    link.href = form.dataset.root + href;
    const head = made('span', 'result-head');
    head.append(made('span', 'code', code), ' ');
    const words = made('b', '');
    marked(words, title, terms, true);
    head.append(words);
    if (place) head.append(' ', made('span', 'elsewhere', place));
    link.append(head);
    const text = texts.find((candidate) => firstMatch(candidate, terms));
    if (text) {
      const snippet = made('span', 'snippet');
      marked(snippet, text, terms, false);
      link.append(snippet);
    }
    return link;
  }

  function close() {
    panel.hidden = true;
    status.textContent = '';
  }

  function move(by) {
    const stops = [input, ...panel.querySelectorAll('a')];
    stops[stops.indexOf(document.activeElement) + by]?.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    input.focus();
    panel.querySelector('a')?.click();
  });
  input.addEventListener('focus', () => { load(); show(); });
  // While characters are being composed from keys, what stands there is not yet what is looked for.
  input.addEventListener('input', (event) => { if (!event.isComposing) show(); });
  input.addEventListener('compositionend', show);
  form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) close(); });
  // Pressing a result must not take the focus away, which would close the panel before the click.
  panel.addEventListener('mousedown', (event) => event.preventDefault());
  panel.addEventListener('click', (event) => { if (event.target.closest('a')) close(); });
  form.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      input.value = '';
      input.focus();
      show();
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}
