// Prints pages of a built site on A4, reads the sheets again, and prints a line for each thing that is wrong with them.
// Usage: node paper.mjs SITE
import { basename } from 'node:path';
import { reader } from './reader.mjs';
import { faultsOfTheSheets, halfEmptySheets, printed, said, splitParts } from './sheets.mjs';
import { faultsInGrey } from './grey.mjs';

const [site] = process.argv.slice(2);
const { problems, open, report } = await reader(site);
const VERSION = /(Version|版本) [0-9a-f]{6} · (Reviewed|审阅日期) \d{4}-\d{2}-\d{2}/u;

/** Prints a page and looks at every sheet; `look` is given the sheets and the page. */
async function onPaper(path, options, look) {
  const { page, context } = await open(path);
  const paper = await printed(page);
  problems.push(...faultsOfTheSheets(paper, options).map((fault) => `${path}: ${fault}`));
  for (const fault of await look(paper, page)) problems.push(`${path}: ${fault}`);
  await context.close();
}

/** Every sheet, from the first that has no heading of its own, says at its head where it comes from. */
function* headed({ sheets }, words, first = 1) {
  for (const sheet of sheets.filter(({ number }) => number >= first)) {
    const head = said(sheet, 297 - 16);
    for (const word of words)
      if (!head.match(word)) yield `sheet ${sheet.number} says “${head}” at its head, not ${word}`;
  }
}

/** A map: its first sheet says what the others repeat at their heads; its contents lead to their headings. */
function* mapHolds(paper, title) {
  const first = said(paper.sheets[0]);
  const [version] = said(paper.sheets[1], 297 - 16).match(VERSION) ?? [''];
  for (const word of [title, ...version.split(' · ').map((half) => half.split(' ').at(-1))]) {
    if (!first.includes(word)) yield `its first sheet does not say ${word}`;
  }
  yield* headed(paper, [title, VERSION], 2);
}

/** The contents claim no number of a sheet: they are the headings' words, and links to the sheets of these. */
async function contentsHold({ pdf, sheets }, page) {
  const wrong = [];
  const entries = await page.locator('.contents li:visible a').evaluateAll((links) =>
    links.map((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return { words: link.innerText.trim(), heading: heading?.innerText.trim() };
    }),
  );
  const links = await (await pdf.getPage(1)).getAnnotations();
  const leads = [];
  for (const { dest } of links.filter(({ dest }) => dest)) {
    const [target] = Array.isArray(dest) ? dest : await pdf.getDestination(dest);
    leads.push(await pdf.getPageIndex(target));
  }
  if (entries.length < 5) wrong.push(`${entries.length} entries in its contents`);
  for (const { words, heading } of entries) {
    if (words !== heading) wrong.push(`its contents say “${words}” of the heading “${heading}”`);
    const dense = (text) => text.normalize('NFKC').replace(/\s/gu, '');
    if (!leads.some((sheet) => dense(said(sheets[sheet])).includes(dense(heading ?? '-')))) {
      wrong.push(`no link of its first sheet leads to “${heading}”`);
    }
  }
  return wrong;
}

/** Each stage begins a sheet of its own; apart from that, sheets are well filled, and the book is not long. */
async function isWellFilled(path, most) {
  const { page, context } = await open(path);
  const paper = await printed(page, null);
  if (paper.sheets.length > most) problems.push(`${path}: it takes ${paper.sheets.length} sheets, more than ${most}`);
  const stages = await page.locator('.stage-section > h2').allInnerTexts();
  for (const number of halfEmptySheets(paper, stages))
    problems.push(`${path}: sheet ${number} is less than half full`);
  await context.close();
}

for (const [path, title, most] of [
  ['playbooks/gold-card.html', '金卡客户', 24],
  ['en/playbooks/gold-card.html', 'Gold-card customers', 26],
]) {
  await onPaper(path, {}, async (paper, page) => [...mapHolds(paper, title), ...(await contentsHold(paper, page))]);
  await isWellFilled(path, most);
}
await onPaper('en/roles/team-lead.html', {}, (paper) => headed(paper, ['Team lead', 'Moments of truth by example']));
await onPaper('roles/agent.html', {}, (paper) => headed(paper, ['热线客服', '关键时刻示例手册']));
for (const path of ['pocket/gold-card.html', 'en/pocket/branch-counter.html']) {
  await onPaper(path, { numbered: false }, ({ parts, sheets }) => {
    const imprints = sheets.flatMap((sheet) => said(sheet).match(new RegExp(VERSION, 'gu')) ?? []);
    const cards = parts.filter(({ kind }) => kind === 'pocket-card');
    return cards.length === imprints.length ? [] : [`${imprints.length} of ${cards.length} cards say their version`];
  });
}
for (const [path, title] of [
  ['sheets/gold-card/hotline.html', '金卡客户'],
  ['en/sheets/gold-card/hotline.html', 'Gold-card customers'],
]) {
  await onPaper(path, {}, (paper) => {
    const sides = paper.parts.filter(({ kind }) => kind === 'side-of-paper').length;
    const count = sides === paper.sheets.length ? [] : [`${sides} sides are printed on ${paper.sheets.length} sheets`];
    return [...count, ...headed(paper, [title, VERSION])];
  });
}

for (const [path, kept] of [
  ['sheets/gold-card/all.html', '.side-of-paper'],
  ['en/sheets/gold-card/all.html#stage_customer', '#stage_customer .side-of-paper'],
]) {
  await onPaper(path, { numbered: false }, async (paper, page) => {
    const wanted = await page.locator(kept).count();
    const sheets = await page.locator(`${kept}:has(.blanks)`).count();
    const feet = paper.sheets.map((sheet) => said(sheet, 0, 19)).filter((foot) => /[123] \/ 3$/u.test(foot));
    const wrong = [];
    if (wanted !== 3 * sheets || paper.sheets.length !== wanted)
      wrong.push(`${wanted} sides of ${sheets} sheets are printed on ${paper.sheets.length} pages`);
    if (feet.length !== wanted) wrong.push(`${feet.length} of ${wanted} sides have their number in their sheet`);
    return [...wrong, ...headed(paper, [VERSION])];
  });
}

// What finds no split card is not blind: without the rules that keep cards whole it finds some.
for (const path of ['en/playbooks/gold-card.html', 'en/roles/marketing.html']) {
  const { page, context } = await open(path);
  await page.addStyleTag({ content: '* { break-inside: auto !important; }' });
  if (splitParts(await printed(page)).length === 0) problems.push(`${path}: split cards are not noticed`);
  await context.close();
}

for (const path of [
  'en/index.html',
  'en/playbooks/gold-card.html',
  'playbooks/branch-counter.html',
  'en/roles/head-of-service.html',
  'en/pocket/gold-card.html',
  'en/sheets/gold-card/hotline.html',
  `../${basename(site)}-trainer/en/trainer/lounge-card-number.html`,
  'en/sheets/gold-card/hotline.form.html',
  'en/sheets/gold-card/index.html',
  'en/blueprints/branch-counter.html',
]) {
  const { page, context } = await open(path);
  problems.push(...(await faultsInGrey(page)).map((fault) => `${path}: ${fault}`));
  await context.close();
}
await report();
