// Follows the preview of a running `motmap watch` as a reader would, and prints a line for each thing that is wrong.
// Usage: node preview.mjs ADDRESS WORKSPACE
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, workspace] = process.argv.slice(2);
const [map, style] = [join(workspace, 'maps/my-first-map.yaml'), join(workspace, 'templates/style.css')];
const good = readFileSync(map, 'utf8');
const page_ = `${address}/maps/my-first-map.html`;

const problems = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const context = await browser.newContext({ viewport: { width: 800, height: 500 } });

/** A tab on a page of the preview; a script that fails in it is a problem. */
async function tab() {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`a script fails: ${error}`));
  await page.goto(page_);
  return page;
}

const shows = (page, words) => page.waitForFunction((wanted) => document.body.textContent.includes(wanted), words);

/** A save is shown where the reader is, without a new page, with all that the page can do. */
async function aSaveIsShownInPlace() {
  const page = await tab();
  await page.evaluate(() => {
    window.stayed = true;
    document.querySelectorAll('details').forEach((fold) => { fold.open = true; });
    scrollTo({ top: 700, behavior: 'instant' });
  });
  const before = await page.evaluate(() => scrollY);
  for (const name of ['河边咖啡店', '山上咖啡店', '海边咖啡店']) {
    writeFileSync(map, good.replaceAll('街角咖啡店', name));
    await shows(page, name);
    await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1);
  }
  const after = await page.evaluate(() => ({
    stayed: window.stayed === true,
    top: scrollY,
    folded: [...document.querySelectorAll('details')].filter((fold) => !fold.open).length,
    styled: getComputedStyle(document.querySelector('form.search')).display !== 'none',
    searchable: !document.querySelector('form.search').hidden,
  }));
  if (!after.stayed) problems.push('a save should be shown without loading the page anew');
  if (Math.abs(after.top - before) > 2) problems.push(`the reader was at ${before} px and is at ${after.top} px`);
  if (after.folded) problems.push(`${after.folded} folds that were open are closed`);
  if (!after.searchable || !after.styled) problems.push('the search is gone after a save');
  // The keyboard leads to the search that is there now.
  await page.keyboard.press('/');
  const focused = await page.evaluate(() => document.activeElement.id);
  if (focused !== 'search_') problems.push('`/` does not lead to the search');
  await page.keyboard.type('海边');
  await page.locator('.result, .search-count').first().waitFor();
  // An index that was loaded is loaded anew.
  writeFileSync(map, good);
  await shows(page, '街角咖啡店');
  await page.close();
}

/** A style of one's own takes the place of the old one. */
async function aStyleIsShownInPlace() {
  const page = await tab();
  const { mkdirSync, rmSync } = await import('node:fs');
  mkdirSync(join(workspace, 'templates'), { recursive: true });
  writeFileSync(style, 'body { outline: 7px solid teal }');
  await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === '7px');
  rmSync(join(workspace, 'templates'), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth !== '7px');
  await page.close();
}

/** Findings lie over the last good page until they are mended. */
async function findingsLieOverThePage() {
  const page = await tab();
  writeFileSync(map, good.replace('name:', 'nmae:'));
  await page.locator('#preview-faults_').waitFor();
  await shows(page, 'unknown-field');
  await shows(page, '街角咖啡店');
  writeFileSync(map, good);
  await page.locator('#preview-faults_').waitFor({ state: 'detached' });
  await page.close();
}

/** However often a tab is hidden and shown, it asks one question at a time; hidden, none. */
async function aTabAsksOnce() {
  const page = await tab();
  const open = new Set();
  const isQuestion = (request) => request.url().includes('/_preview/news');
  page.on('request', (request) => { if (isQuestion(request)) open.add(request); });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
  const turn = (hidden) => page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  for (let round = 0; round < 20; round += 1) {
    await turn(true);
    await turn(false);
  }
  await page.waitForTimeout(1500);
  if (open.size !== 1) problems.push(`a tab that is looked at asks ${open.size} questions at once`);
  writeFileSync(map, good.replaceAll('街角咖啡店', '桥头咖啡店'));
  await shows(page, '桥头咖啡店');
  await turn(true);
  await page.waitForTimeout(1500);
  if (open.size !== 0) problems.push(`a hidden tab asks ${open.size} questions`);
  writeFileSync(map, good);
  await turn(false);
  await shows(page, '街角咖啡店');
  await page.close();
}

/** Ten tabs are open, and the eleventh comes as soon as the first. */
async function tenTabsDoNotStarveTheEleventh() {
  const tabs = [];
  for (let number = 0; number < 11; number += 1) tabs.push(await tab());
  writeFileSync(map, good.replaceAll('街角咖啡店', '湖边咖啡店'));
  await Promise.all(tabs.map((page) => shows(page, '湖边咖啡店')));
  writeFileSync(map, good);
  await Promise.all(tabs.map((page) => shows(page, '街角咖啡店')));
}

await aSaveIsShownInPlace();
await aStyleIsShownInPlace();
await findingsLieOverThePage();
await aTabAsksOnce();
await tenTabsDoNotStarveTheEleventh();
await browser.close();
console.log(problems.join('\n'));
