// What a page is on paper: printed to PDF by the browser, and read again sheet by sheet.
import { MM } from './reader.mjs';

// Drawing a PDF takes a canvas, which Node.js lacks; reading it only wants the name to be there.
globalThis.DOMMatrix ??= class {};
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

/** Points of a PDF to a millimetre. */
const POINTS = 72 / 25.4;
/** What a sheet of A4 holds between its margins. */
const [WIDTH, HEIGHT] = [180 * MM, 266 * MM];

/** What is to stay on one sheet, unless it is longer than one. */
const WHOLE =
  '.card:not(:has(.case-fold)), .pocket-card, .side-of-paper, .block:not(.asked, .played), .step, .brief, .requests > li, .period, tr';

/**
 * Prints the page on A4 and reads it. Every part that is to stay whole gets a word at its beginning and one at its end;
 * they take no room, and tell in the PDF on which sheet it begins and ends. Without `whole` the page stays as it is.
 */
export async function printed(page, whole = WHOLE) {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: Math.floor(WIDTH), height: Math.floor(HEIGHT) });
  const parts = whole ? await page.evaluate(mark, whole) : [];
  const bytes = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const sheet = await pdf.getPage(number);
    const { items } = await sheet.getTextContent();
    sheets.push({
      number,
      of: pdf.numPages,
      height: sheet.view[3],
      words: items.filter(({ str }) => str.trim() !== ''),
    });
  }
  const places = placesOfMarks(sheets);
  for (const part of parts) [part.begins, part.ends] = [places.get(`B${part.number}`), places.get(`E${part.number}`)];
  return { pdf, sheets, parts };
}

/** In the page: puts a word at the beginning and the end of every part that can be seen. */
function mark(whole) {
  const word = (letter, number, place) => {
    const element = document.createElement('span');
    element.textContent = `Q${letter}${number}${letter}`;
    element.style.cssText = `position: absolute; ${place}: 2px; left: 0; font: 1px/1 monospace; white-space: nowrap`;
    return element;
  };
  const seen = [...document.querySelectorAll(whole)].filter(
    (part) => part.checkVisibility() && part.getClientRects().length > 0,
  );
  const parts = seen.map((part, number) => {
    const words = part.textContent.trim().replace(/\s+/gu, ' ').slice(0, 40);
    // The first card of a stage shares its sheet with the head of the stage.
    const from = part.closest('.stage-intro + .phase-section > .card:first-of-type')?.closest('.stage-section') ?? part;
    const height = part.getBoundingClientRect().bottom - from.getBoundingClientRect().top;
    return { number, kind: part.classList[0] ?? part.localName, words, height };
  });
  for (const [number, part] of seen.entries()) {
    // Of a row its cells alone can hold something.
    const [first, last] = part.localName === 'tr' ? [part.firstElementChild, part.lastElementChild] : [part, part];
    for (const holder of [first, last]) holder.style.position = 'relative';
    first.append(word('B', number, 'top'));
    last.append(word('E', number, 'bottom'));
  }
  return parts;
}

function placesOfMarks(sheets) {
  const places = new Map();
  for (const { number, words } of sheets) {
    for (const { str } of words) {
      for (const [, letter, part] of str.matchAll(/Q([BE])(\d+)\1/gu)) places.set(letter + part, number);
    }
  }
  return places;
}

/** What a sheet says between two heights, in millimetres from its lower edge; without the words that mark its parts. */
export function said({ words, height }, from = 0, to = height / POINTS) {
  const there = words.filter(({ transform }) => transform[5] >= from * POINTS && transform[5] <= to * POINTS);
  const text = there
    .map(({ str }) => str.replace(/Q([BE])\d+\1/gu, ''))
    .join(' ')
    .normalize('NFKC')
    .replaceAll('戶', '户');
  // A font may write a character as its radical, each in a run of its own.
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}

/** The parts that begin on one sheet and end on another, though a sheet could hold them. */
export function splitParts({ parts }) {
  return parts.filter(({ begins, ends, height }) => begins !== ends && height < 0.95 * HEIGHT);
}

/** The sheets that are less than half full, but for those before a heading that begins a new sheet, and the last. */
export function halfEmptySheets({ sheets }, newSheets) {
  const begins = (sheet) => newSheets.some((heading) => said(sheet, 16, 297 - 16).startsWith(heading));
  const lowest = ({ words }) => Math.min(...words.map(({ transform }) => transform[5]).filter((y) => y > 15 * POINTS));
  return sheets
    .slice(0, -1)
    .filter((sheet, index) => lowest(sheet) > sheet.height / 2 && !begins(sheets[index + 1]))
    .map(({ number }) => number);
}

/** Every part of a printed page is whole, and every sheet says which of how many it is. */
export function faultsOfTheSheets(paper, { numbered = true } = {}) {
  const wrong = paper.parts
    .filter(({ begins, ends }) => !begins || !ends)
    .map(({ kind, words }) => `the ${kind} “${words}” is not printed`);
  for (const { kind, words, begins, ends } of splitParts(paper)) {
    wrong.push(`the ${kind} “${words}” is split over the sheets ${begins} and ${ends}`);
  }
  for (const sheet of numbered ? paper.sheets : []) {
    const foot = said(sheet, 0, 15);
    if (!foot.endsWith(`${sheet.number} / ${sheet.of}`))
      wrong.push(`sheet ${sheet.number} of ${sheet.of} says “${foot}” at its foot`);
  }
  return wrong;
}

/** Nothing runs over the edge of a pocket card, two sides of one stand in a row, and a sheet is one page. */
export async function fitsThePocket(page) {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: Math.floor(210 * MM), height: Math.floor(297 * MM) });
  const wrong = await page.evaluate((height) => {
    const cards = [...document.querySelectorAll('.pocket-card')];
    const name = (card) => `the pocket card ${card.querySelector('h2').textContent}`;
    const isTooLong = (card) =>
      card.getBoundingClientRect().height > height + 1 || card.scrollHeight > card.clientHeight + 1;
    const isTooWide = (card) => card.scrollWidth > card.clientWidth + 1;
    const isApart = (card, number) => {
      if (!card.matches('.folded')) return false;
      const [one, next] = [card, cards[number + 1]].map((side) => side.getBoundingClientRect());
      return one.top !== next.top || next.left <= one.left;
    };
    return [
      ...cards.filter((card) => isTooLong(card) || isTooWide(card)).map((card) => `${name(card)} runs over`),
      ...cards.filter(isApart).map((card) => `${name(card)} is not beside its other side`),
    ];
  }, 148.5 * MM);
  const sheets = await page.locator('.pocket-sheet').count();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  if (pages !== sheets) wrong.push(`${sheets} sheets print as ${pages} pages`);
  return wrong;
}
