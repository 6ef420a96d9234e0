// What the pages do beyond being read: the journey lights up, and a search. Without it everything is there to read.
'use strict';

/** An element with a class and words; words are never markup. */
function made(name, className, words = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = words;
  return element;
}

/* Open remedies: those whose date is past are named, since the pages themselves are the same on every day. */

for (const open of document.querySelectorAll('[data-overdue]')) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  for (const date of open.querySelectorAll('tbody .date')) {
    if (date.textContent && date.textContent < today) date.after(made('span', 'overdue', open.dataset.overdue));
  }
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

  /** A touchpoint as its card is headed, else as the grid names it, leading to its card. */
  function name(box) {
    const heading = document.getElementById(box.dataset.id)?.querySelector('.card-head .self, .touchpoint');
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

/* An address of before, when the cards were on the map's page: its grid has their ids now. */

function followToCard() {
  const id = decodeURIComponent(location.hash.slice(1));
  const card = id && document.getElementById(id)?.closest('.ranked > li')?.querySelector('a.touchpoint');
  if (card) location.replace(card.href);
}
followToCard();
addEventListener('hashchange', followToCard);

/* A card that was led to stands alone: the page is marked before it is drawn, and here once the card is known. */

function standAlone() {
  const id = decodeURIComponent(location.hash.slice(1));
  const card = id && document.getElementById(id)?.closest('.card');
  for (const part of document.querySelectorAll('.led-to, .led-through')) part.classList.remove('led-to', 'led-through');
  document.documentElement.classList.toggle('one-card', Boolean(card));
  if (!card) return;
  card.classList.add('led-to');
  for (let part = card.parentElement; part.localName === 'section'; part = part.parentElement) part.classList.add('led-through');
}
standAlone();
// Unlike hashchange it comes before the browser scrolls.
addEventListener('popstate', standAlone);

/* One kind of customers: what is meant for others alone is put aside, in the journey too. */

const lookFor = document.querySelector('.look-for');
if (lookFor) putAside(lookFor);

function putAside(chooser) {
  const select = chooser.querySelector('select');
  function choose() {
    const isForOthers = (part) => select.value !== '' && !part.dataset.segments.split(' ').includes(select.value);
    for (const part of document.querySelectorAll('[data-segments]')) {
      part.classList.toggle('for-others', isForOthers(part));
      document.querySelector(`.tp[data-id="${part.id}"]`)?.classList.toggle('for-others', isForOthers(part));
    }
  }
  select.value = new URLSearchParams(location.search).get('for') ?? '';
  if (select.selectedIndex < 0) select.value = '';
  select.addEventListener('change', choose);
  chooser.hidden = false;
  choose();
}

/* A box that scrolls sideways is reached by the keyboard to be scrolled; one that has room is none of its stops. */

const scrolling = new ResizeObserver((changes) => {
  for (const { target } of changes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
});
for (const box of document.querySelectorAll('div.drawing')) scrolling.observe(box);

/* The search: any part of what a card or a case says; its index is fetched with the first key. */

const MOST_RESULTS = 30;
/** A result tells at most so many of the texts that it was found by. */
const MOST_TEXTS = 3;
/** So many characters of a text stand before what was found in it, and after. */
const [BEFORE, AFTER] = [16, 60];
/** Letters that are no others with a mark, and yet typed as these. */
const TYPED_AS = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ς: 'σ' };

const searchForm = document.querySelector('form.search');
if (searchForm) search(searchForm);

/** As letters are compared: without case, marks and ligatures, full width as half. */
function fold(text) {
  const bare = text.normalize('NFKD').replace(/\p{M}+/gu, '').toUpperCase().toLowerCase();
  return bare.replace(/[æœøłđς]/gu, (letter) => TYPED_AS[letter]);
}

/** Where each of the terms stands first in a text, in the text's own characters, as stretches that do not overlap. */
function matches(text, terms) {
  let folded = '';
  const places = [];
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at));
    const next = at + character.length;
    const unit = fold(character);
    for (let length = 0; length < unit.length; length += 1) places.push([at, next]);
    // A mark belongs to the letter that it stands on.
    if (unit === '' && places.length > 0) places[places.length - 1][1] = next;
    folded += unit;
    at = next;
  }
  const found = terms.map((term) => [folded.indexOf(term), term.length]).filter(([at]) => at >= 0);
  return joined(found.map(([at, length]) => [places[at][0], places[at + length - 1][1]]));
}

/** Stretches in their order, those that overlap as one. */
function joined(stretches) {
  const apart = [];
  for (const [start, end] of stretches.sort(([one], [other]) => one - other)) {
    const last = apart.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

/** A text with what was found in it marked; a long one as the stretches around that. */
function marked(element, text, terms, whole) {
  const found = matches(text, terms);
  // No character of two units is cut in half.
  const whereOneBegins = (at) => at - Number(/[\udc00-\udfff]/.test(text.charAt(at)));
  const around = found.map(([start, end]) => [
    whereOneBegins(Math.max(0, start - BEFORE)),
    whereOneBegins(Math.min(text.length, end + AFTER)),
  ]);
  const shown = whole || found.length === 0 ? [[0, text.length]] : joined(around);
  let at = 0;
  for (const [start, end] of shown) {
    if (start > at) element.append('…');
    at = start;
    for (const [from, to] of found.filter(([from]) => from >= start && from < end)) {
      element.append(text.slice(at, from), made('mark', '', text.slice(from, to)));
      at = to;
    }
    element.append(text.slice(at, end));
    at = end;
  }
  if (at < text.length) element.append('…');
}

function search(form) {
  const input = form.querySelector('input');
  const panel = form.querySelector('.search-results');
  const status = form.querySelector('[role="status"]');
  let entries = null;
  form.hidden = false;

  /** Loads the index: of many maps it is several scripts, of which the first says how many. */
  function load() {
    if (entries) return;
    entries = [];
    const { index } = form.dataset;
    if (index) {
      fetchScript(index, () => {
        for (let number = 2; number <= MOTMAP_SEARCH.scripts; number += 1)
          fetchScript(index.replace(/js$/, `${number}.js`), takeParts);
        takeParts();
      });
    } else {
      takeParts();
    }
  }

  function fetchScript(src, then) {
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', then);
    document.head.append(script);
  }

  function takeParts() {
    for (const part of MOTMAP_SEARCH.parts.splice(0)) entries.push(...prepared(part));
    show();
  }

  function prepared(part) {
    const places = part.maps.map((place) => [place, fold(place)]);
    return part.entries.map(([map, code, title, href, said]) => {
      const [place, elsewhere] = places[map] ?? ['', ''];
      const texts = said.filter((item) => typeof item === 'string');
      const own = fold([code, title, ...texts].join('\n'));
      return { place, elsewhere, code, title, href, said, own, head: [fold(code), fold(title)] };
    });
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
    const isIn = ({ own, elsewhere }) => terms.every((term) => own.includes(term) || elsewhere.includes(term));
    const found = entries.filter(isIn);
    const ranked = found.map((entry) => [rank(entry, terms, query), entry]).sort(([one], [other]) => one - other);
    for (const [, entry] of ranked.slice(0, MOST_RESULTS)) panel.append(result(entry, terms));
    status.textContent = found.length === 0 ? form.dataset.none : form.dataset.found.replace('{n}', found.length);
    panel.append(made('p', 'search-count', status.textContent));
  }

  /** The texts that say what the head of a result does not, each with its label; one that says more goes before. */
  function told({ said, head }, terms) {
    const texts = [];
    let label = '';
    for (const item of said) {
      if (typeof item === 'number') label = MOTMAP_SEARCH.labels[item];
      else texts.push([label, item, fold(item)]);
    }
    const found = [];
    let sought = terms.filter((term) => !head.some((words) => words.includes(term)));
    while (sought.length > 0 && found.length < MOST_TEXTS) {
      const says = ([, , folded]) => sought.filter((term) => folded.includes(term)).length;
      const best = texts.reduce((one, other) => (says(other) > says(one) ? other : one), ['', '', '']);
      if (says(best) === 0) break;
      found.push(best);
      sought = sought.filter((term) => !best[2].includes(term));
    }
    return found;
  }

  function result(entry, terms) {
    const link = made('a', 'result');
    link.href = form.dataset.root + entry.href;
    const head = made('span', 'result-head');
    if (entry.code) head.append(made('span', 'code', entry.code), ' ');
    const words = made('b', '');
    marked(words, entry.title, terms, true);
    head.append(words);
    if (entry.place) head.append(' ', made('span', 'elsewhere', entry.place));
    link.append(head);
    for (const [label, text] of told(entry, terms)) {
      const snippet = made('span', 'snippet');
      if (label) snippet.append(made('span', 'snippet-label', label));
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
