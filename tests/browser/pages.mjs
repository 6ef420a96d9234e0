// Opens pages of a built site as a reader would, and prints a line for each thing that is wrong with them.
// Usage: node pages.mjs SITE MERMAID_TEXT
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { faultsOfTheDrawing } from './drawing.mjs';
import { reader } from './reader.mjs';
import { fitsThePocket } from './sheets.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [site, mermaidText] = process.argv.slice(2);
const { browser, problems, open, fitsEveryScreen, report } = await reader(site);

const PAGES = [
  'index.html',
  'maps/gold-card.html',
  'maps/reference-grid.html',
  'pocket/gold-card.html',
  'roles/agent.html',
  'roles/service-design.html',
  'sheets/gold-card/hotline.html',
  'trainer/index.html',
  'trainer/lounge-card-number.html',
  'single/branch-counter.html',
].flatMap((page) => [page, `en/${page}`]);
/** No screen is too narrow for the page, in both schemes everybody can read it, its drawing is legible. */
async function holds(path) {
  const { page, context } = await open(path, {});
  await fitsEveryScreen(path, page);
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { resultTypes: ['violations'], preload: false }),
    );
    for (const violation of violations) {
      const where = violation.nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`);
      problems.push(`${path} (${colorScheme}): ${violation.id}, ${violation.nodes.length} times: ${where.join('; ')}`);
    }
  }
  if (path.includes('maps/')) {
    for (const fault of await faultsOfTheDrawing(page)) problems.push(`${path}: ${fault}`);
  }
  if (path.includes('pocket/')) problems.push(...(await fitsThePocket(page)).map((what) => `${path}: ${what}`));
  await context.close();
}

async function mermaidReads(text) {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>Mermaid</title>');
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
  const fault = await page.evaluate(
    (text) =>
      window.mermaid.parse(text).then(
        () => '',
        (error) => String(error),
      ),
    text,
  );
  if (fault) problems.push(`Mermaid refuses the exported graph: ${fault}`);
  await page.close();
}

async function readsWithoutScripts(path) {
  const { page, context } = await open(path, { javaScriptEnabled: false });
  if (!(await page.locator('main h1').isVisible())) problems.push(`${path}: nothing to read without JavaScript`);
  if (await page.locator('.search').isVisible()) problems.push(`${path}: a search box that cannot search`);
  await context.close();
}

/** Pointing, the keyboard and a finger all light up what leads to a touchpoint and on from it. */
async function journeyLightsUp(path) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 900 } });
  const lit = () =>
    page.evaluate(() => [...document.querySelectorAll('.d-here, .tp.d-way')].map((box) => box.dataset.id).sort());
  const expect = async (how, wanted) => {
    const found = await lit();
    if (found.join() !== wanted.join())
      problems.push(`${path}: ${how} should light up ${wanted}, but lights up ${found}`);
  };
  const ways = await page.evaluate(() =>
    [...document.querySelectorAll('.link')].map((link) => [link.dataset.from, link.dataset.to]),
  );
  const [from] = ways[0];
  const near = (id) => {
    const ends = ways.filter((way) => way.includes(id)).flat();
    return [...new Set([id, ...ends])].sort();
  };
  const box = page.locator(`.tp[data-id="${from}"]`);
  await box.locator('rect').first().hover();
  const hovered = await lit();
  const missing = near(from).filter((id) => !hovered.includes(id));
  if (missing.length > 0) problems.push(`${path}: pointing at ${from} leaves ${missing} dark`);
  await page.mouse.move(0, 0);
  await expect('pointing elsewhere', []);
  await box.locator('a').first().focus();
  await expect('the keyboard', hovered);
  await page.keyboard.press('Escape');
  await expect('Escape', []);
  await context.close();

  const phone = await open(path, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const finger = phone.page.locator(`.tp[data-id="${from}"]`);
  await finger.tap();
  const tapped = await phone.page.evaluate(() => [document.querySelectorAll('.d-here').length, location.hash]);
  if (tapped.join() !== '1,') problems.push(`${path}: the first tap should light up and stay, but gives ${tapped}`);
  await finger.tap();
  if (!phone.page.url().endsWith(`#${from}`)) problems.push(`${path}: the second tap should lead to the card`);
  await phone.context.close();
}

/** Somebody types what they remember and is led there, by keys alone and by pointer. */
async function searchLeadsThere(path, typed, anchor) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await page.keyboard.press('/');
  await page.keyboard.type(typed);
  await page.locator('.result').first().waitFor();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run('.search', { resultTypes: ['violations'], preload: false }),
  );
  problems.push(...violations.map((violation) => `${path}: the open search: ${violation.id}`));
  await page.keyboard.press('ArrowDown');
  const focused = await page.evaluate(() => document.activeElement.className);
  if (focused !== 'result')
    problems.push(`${path}: the arrow down should reach the first result, but reaches ${focused}`);
  await page.keyboard.press('ArrowUp');
  const back = await page.evaluate(() => document.activeElement.id);
  if (back !== 'search_')
    problems.push(`${path}: the arrow up should lead back to what was typed, but leads to ${back}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page
    .waitForURL((url) => decodeURIComponent(url.hash) === anchor)
    .catch(() => {
      problems.push(`${path}: looking for ${typed} should lead to ${anchor}, but leads to ${page.url()}`);
    });
  await page.locator('#search_').fill(typed);
  await page.locator('.result').first().click();
  if (!(await page.locator('.search-results').isHidden()))
    problems.push(`${path}: a click on a result should close the list`);
  await page.locator('#search_').fill('zzzz');
  if (!(await page.locator('.search-count').isVisible())) problems.push(`${path}: nothing found should be said`);
  await page.keyboard.press('Escape');
  if (!(await page.locator('.search-results').isHidden())) problems.push(`${path}: Escape should close the list`);
  await context.close();
}

/** Enter after the last key leads to the first that was found. */
async function enterAlone(path, typed, anchor) {
  const { page, context } = await open(path, { viewport: { width: 360, height: 740 } });
  await page.keyboard.press('/');
  await page.keyboard.type(typed);
  await page.locator('.result').first().waitFor();
  await page.keyboard.press('Enter');
  await page
    .waitForURL((url) => decodeURIComponent(url.hash) === anchor)
    .catch(() => {
      problems.push(`${path}: Enter after ${typed} should lead to ${anchor}, but leads to ${page.url()}`);
    });
  await context.close();
}

/** Before a shift, on a phone: a role, a touchpoint, its card. */
async function threeTapsToACard(start) {
  const { page, context } = await open(start, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.locator('.layers a').first().tap();
  const entry = page.locator('details.brief').first();
  await entry.locator('summary').tap();
  if (!(await entry.locator('.ask').first().isVisible()))
    problems.push(`${start}: the second tap should show what is asked`);
  await entry.locator('a.tool').tap();
  await page.waitForURL(/#/);
  const card = decodeURIComponent(new URL(page.url()).hash.slice(1));
  const isCard = await page.evaluate((id) => document.getElementById(id)?.matches('.card') ?? false, card);
  if (!isCard) problems.push(`${start}: the third tap should lead to a card, but leads to ${page.url()}`);
  await context.close();
}

/** From a role's page every card is three taps away: the start page, a map, a touchpoint in its grid. */
async function everyCardIsNear(role) {
  const { page, context } = await open(role, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const tapHome = async () => {
    await page.locator('.bar .home').tap();
    await page.waitForURL(/index\.html$/u);
  };
  await tapHome();
  const maps = await page
    .locator('.map-entry h3 a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  if (maps.length !== 3) problems.push(`${role}: ${maps.length} maps of 3 on the start page`);
  for (const map of maps) {
    await tapHome();
    await page.locator(`.map-entry h3 a[href="${map}"]`).tap();
    await page.waitForURL(`**/${map}`);
    const cards = await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.id));
    const inGrid = new Set(
      await page
        .locator('.grid .touchpoint:visible')
        .evaluateAll((links) => links.map((link) => decodeURIComponent(link.hash.slice(1)))),
    );
    for (const card of cards.filter((card) => !inGrid.has(card)))
      problems.push(`${role}: the grid of ${map} does not lead to ${card}`);
    await page.locator('.grid .touchpoint').last().tap();
    await page.waitForURL(/#/u);
    const top = await page.evaluate(() => document.querySelector('.card:target')?.getBoundingClientRect().top ?? NaN);
    if (!(Math.abs(top) < 100))
      problems.push(`${role}: the third tap on ${map} should show the card at the top, but it is at ${top}`);
  }
  await context.close();
}

for (const path of PAGES) {
  await holds(path);
  await readsWithoutScripts(path);
}
for (const edition of ['', 'en/']) {
  await threeTapsToACard(`${edition}index.html`);
  await everyCardIsNear(`${edition}roles/agent.html`);
}
await journeyLightsUp('maps/gold-card.html');
await searchLeadsThere('en/index.html', 'ＧＯＬＤ-card HOTLINE', '#hotline');
await searchLeadsThere('index.html', '金卡热线', '#hotline');
await searchLeadsThere('maps/branch-counter.html', '卡热', '#hotline');
await enterAlone('roles/agent.html', '金卡热线', '#hotline');
await enterAlone('en/roles/agent.html', 'gold-card hotline', '#hotline');
await searchLeadsThere('en/single/gold-card.html', 'gold-card hotline', '#hotline');
await mermaidReads(readFileSync(mermaidText, 'utf8'));
await report();
