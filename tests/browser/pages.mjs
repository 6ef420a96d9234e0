// Opens pages of a built site as a reader would, and prints a line for each thing that is wrong with them.
// Usage: node pages.mjs SITE MERMAID_TEXT
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
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
  'complaints.html',
  'maps/gold-card.html',
  'maps/reference-grid.html',
  'playbooks/gold-card.html',
  'playbooks/gold-card.html#hotline',
  'posters/gold-card.html',
  'blueprints/branch-counter.html',
  'pocket/gold-card.html',
  'roles/agent.html',
  'roles/service-design.html',
  'quality.html',
  'segments.html',
  'sheets/gold-card/all.html',
  'sheets/gold-card/hotline.form.html',
  'sheets/gold-card/hotline.html',
  'sheets/gold-card/index.html',
  'single/branch-counter.html',
].flatMap((page) => [page, `en/${page}`]);
/** Pages of the edition for authors and trainers, which lies beside the site. */
const OF_TRAINERS = ['index.html', 'complaints.html', 'quality.html', 'blueprints/branch-counter.html', 'maps/gold-card.html', 'trainer/index.html', 'trainer/to-do.html', 'trainer/lounge-card-number.html']
  .flatMap((page) => [page, `en/${page}`])
  .map((page) => `../${basename(site)}-trainer/${page}`);
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
  await phone.page
    .waitForURL((url) => url.hash === `#${from}`)
    .catch(() => problems.push(`${path}: the second tap should lead to the card`));
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
  if (maps.length !== 4) problems.push(`${role}: ${maps.length} maps of 4 on the start page`);
  for (const map of maps) {
    await tapHome();
    await page.locator(`.map-entry h3 a[href="${map}"]`).tap();
    await page.waitForURL(`**/${map}`);
    const playbook = await open((role.startsWith('en/') ? 'en/' : '') + map.replace('maps/', 'playbooks/'));
    const cards = await playbook.page.locator('.card').evaluateAll((cards) => cards.map((card) => card.id));
    await playbook.context.close();
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
    // A short card leaves nothing to scroll: it stands below the bar.
    if (!(Math.abs(top) < 200))
      problems.push(`${role}: the third tap on ${map} should show the card at the top, but it is at ${top}`);
  }
  await context.close();
}

/** On a phone the Tab key reaches every box that scrolls, and a reader of screens is told what it is. */
async function keysReachWhatScrolls(path) {
  const { page, context } = await open(path, { viewport: { width: 390, height: 844 } });
  await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
  // What is far away is laid out, and its size told, once it is near.
  for (const box of await page.locator('div.drawing:visible').all()) await box.scrollIntoViewIfNeeded();
  await page.waitForTimeout(100);
  const boxes = await page.evaluate(() => {
    const scrolls = ['auto', 'scroll'];
    const all = [...document.querySelectorAll('body *')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const wide = scrolls.includes(overflowX) && element.scrollWidth > element.clientWidth;
      return wide || (scrolls.includes(overflowY) && element.scrollHeight > element.clientHeight);
    });
    all.forEach((box, number) => {
      const stop = Object.assign(document.createElement('button'), { id: `before-${number}` });
      box.before(stop);
      box.dataset.scrolls = number;
    });
    return all.map((box) => ({
      what: box.className,
      named: box.hasAttribute('role') && (box.hasAttribute('aria-label') || box.hasAttribute('aria-labelledby')),
    }));
  });
  if (path.includes('maps/') && boxes.length === 0) problems.push(`${path}: no drawing scrolls at 390 px`);
  for (const [number, { what, named }] of boxes.entries()) {
    await page.locator(`#before-${number}`).focus();
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(() => document.activeElement.dataset.scrolls);
    if (reached !== String(number)) problems.push(`${path}: the Tab key does not reach the scrolling box .${what}`);
    if (!named) problems.push(`${path}: the scrolling box .${what} has no role with a name`);
  }
  // Where nothing scrolls, nothing is in the way of the keyboard.
  await page.setViewportSize({ width: 1280, height: 900 });
  let idle = 0;
  for (const box of await page.locator('div.curve').all()) {
    if (!(await box.evaluate((curve) => curve.checkVisibility()))) continue;
    await box.evaluate((curve) => curve.scrollIntoView({ block: 'center' }));
    const isIdleStop = (curve) => curve.scrollWidth <= curve.clientWidth && curve.tabIndex === 0;
    const element = await box.elementHandle();
    await page
      .waitForFunction((curve) => curve.scrollWidth > curve.clientWidth || curve.tabIndex !== 0, element, { timeout: 5000 })
      .catch(() => {});
    if (await box.evaluate(isIdleStop)) idle += 1;
  }
  if (idle > 0) problems.push(`${path}: ${idle} curves that do not scroll are stops of the Tab key at 1280 px`);
  await context.close();
}

/** A thumb hits what it is meant to: 24 px each way for everything (WCAG 2.2), 44 px high for what leads through the site. */
async function thumbsHit(path) {
  const { page, context } = await open(path, { viewport: { width: 390, height: 844 }, hasTouch: true });
  // What is far from the screen has no places of its own until it is drawn.
  await page.addStyleTag({ content: '* { content-visibility: visible !important; }' });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['target-size'], resultTypes: ['violations'], preload: false }),
  );
  for (const { nodes } of violations) {
    problems.push(`${path}: ${nodes.length} targets are too small, first ${nodes[0].target.join(' ')}`);
  }
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('.bar a, .search input, .search button, .contents a, .tool, details.brief > summary')]
      .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44)
      .map((target) => `${target.className || target.localName} ${target.textContent.trim().slice(0, 20)}`),
  );
  if (low.length > 0) problems.push(`${path}: lower than 44 px: ${low.slice(0, 3).join('; ')}`);
  await context.close();
}

/** A page says what it is: in the tab a sign, to search engines a sentence of its own. */
async function saysWhatItIs(path, known) {
  const { page, context } = await open(path);
  const { icon, description } = await page.evaluate(async () => {
    const image = new Image();
    image.src = document.querySelector('link[rel="icon"]')?.href ?? '';
    const icon = image.src.startsWith('data:') && (await image.decode().then(() => image.naturalWidth > 0, () => false));
    return { icon, description: document.querySelector('meta[name="description"]')?.content ?? '' };
  });
  if (!icon) problems.push(`${path}: the page carries no sign for the browser's tab`);
  // A map in another form says the same as its page, and so does the edition for trainers.
  const of = path.replace(/(single|playbooks)\//u, 'maps/').replace(/#.*/u, '').replace(/^\.\.\/[^/]*\//u, '');
  if (description.length < 5 || description.includes('{') || description.includes('description-'))
    problems.push(`${path}: the description is "${description}"`);
  const other = known.get(description);
  if (other && other !== of) problems.push(`${path}: it has the description of ${other}`);
  known.set(description, of);
  await context.close();
}

/** At the counter, with a phone: of a card that was led to, the first line to say is on the first screen, and it is alone. */
async function aCardIsAScreen(path, anchor) {
  const { page, context } = await open(`${path}#${anchor}`, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const cards = await page.locator('.card:visible').evaluateAll((cards) => cards.map((card) => card.id));
  if (cards.join() !== anchor) problems.push(`${path}: #${anchor} should show its card alone, but shows ${cards}`);
  const bottom = await page.locator(`.card:target .speech.say li`).first().evaluate((line) => line.getBoundingClientRect().bottom);
  if (!(bottom <= 740)) problems.push(`${path}: the first line to say at #${anchor} ends at ${bottom} px of 740`);
  await page.locator('.card:target .folding summary').first().tap();
  if (!(await page.locator('.card:target .folding .facts').first().isVisible()))
    problems.push(`${path}: a tap on what is asked at #${anchor} should show the answer`);
  await page.locator('.card:target .card-ways a[rel="next"]').tap();
  const next = await page.locator('.card:visible').evaluateAll((cards) => cards.map((card) => card.id));
  if (next.length !== 1 || next[0] === anchor) problems.push(`${path}: the way on from #${anchor} shows ${next}`);
  await page.evaluate(() => { location.hash = '#stage_customer'; });
  const book = await page.locator('.card:visible').count();
  const top = await page.locator('#stage_customer').evaluate((head) => head.getBoundingClientRect().top);
  if (book < 2 || Math.abs(top) > 100) problems.push(`${path}: from a card to #stage_customer shows ${book} cards, its head at ${top} px`);
  await page.goBack();
  const back = await page.locator('.card:visible').evaluateAll((cards) => cards.map((card) => card.id));
  if (back.join() !== next.join()) problems.push(`${path}: the way back to #${next} shows ${back}`);
  await page.evaluate(() => { location.hash = '#no-such-touchpoint'; });
  if ((await page.locator('.card:visible').count()) < 2) problems.push(`${path}: an anchor that it has not should show the whole page`);
  await context.close();
  const plain = await open(`${path}#${anchor}`, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const without = await plain.page.locator('.card:visible').evaluateAll((cards) => cards.map((card) => card.id));
  if (without.join() !== anchor) problems.push(`${path}: without scripts #${anchor} should show its card alone, but shows ${without}`);
  await plain.context.close();
}

/** On a projector whoever sits in the last row reads what is said and done. */
async function theLastRowReads(path) {
  const { page, context } = await open(path, { viewport: { width: 1920, height: 1080 } });
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll('main :is(p, li, dd, .ask, .summary)')]
      .filter((text) => text.checkVisibility() && text.closest('.card:target .played, .card:target .asked, .summary'))
      .map((text) => parseFloat(getComputedStyle(text).fontSize)),
  );
  if (sizes.length === 0 || Math.min(...sizes) < 24) problems.push(`${path}: type of ${Math.min(...sizes)} px at 1920`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) problems.push(`${path}: ${wide} px wider than a projector`);
  await context.close();
}

/** The overview of a map is short, and light; an address of a card from before leads on to the card. */
async function anOverviewIsShort(path, anchor) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 800 } });
  const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
  if (!(screens < 8)) problems.push(`${path}: ${screens} screens of 1280 × 800`);
  const bytes = (await page.content()).length;
  if (!(bytes < 250_000)) problems.push(`${path}: ${bytes} characters`);
  await page.goto(`${page.url()}#${anchor}`);
  await page
    .waitForURL((url) => url.pathname.includes('/playbooks/') && url.hash === `#${anchor}`)
    .catch(() => problems.push(`${path}: #${anchor} should lead on to the card, but stays at ${page.url()}`));
  await context.close();
}

/** A page that is looked at for one kind of customers shows what is for them, and not what is for others alone. */
async function looksForOneSegment(path, segment, theirs, others) {
  const { page, context } = await open(path);
  const isSeen = (name) => page.locator('[data-segments]', { hasText: name }).first().isVisible();
  const fault = async (when, isWrong) => {
    if (isWrong) problems.push(`${path}: ${when}, one of ${theirs} and ${others} is shown or left out wrongly`);
  };
  await fault('before anything is chosen', !(await isSeen(theirs)) || !(await isSeen(others)));
  await page.selectOption('.look-for select', segment);
  await fault(`for ${segment}`, !(await isSeen(theirs)) || (await isSeen(others)));
  await page.selectOption('.look-for select', '');
  await fault('for all again', !(await isSeen(others)));
  await page.goto(`${page.url()}?for=${segment}`);
  await fault(`led to for ${segment}`, !(await isSeen(theirs)) || (await isSeen(others)));
  await context.close();
}

/** However the grid is laid out, a reader of screens finds a table with heads to its rows and columns. */
async function gridIsATable(path) {
  for (const width of [390, 1280]) {
    const { page, context } = await open(path, { viewport: { width, height: 900 } });
    const devtools = await context.newCDPSession(page);
    const { root } = await devtools.send('DOM.getDocument');
    const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'table.grid' });
    const { nodes } = await devtools.send('Accessibility.queryAXTree', { nodeId });
    const count = (role) => nodes.filter((node) => !node.ignored && node.role.value === role).length;
    const found = ['table', 'row', 'columnheader', 'cell'].map(count).join();
    // Four stages across; a row of heads, four phases, what to focus on. On a phone the corner is not there.
    const wanted = width > 960 ? '1,6,5,20' : '1,6,4,20';
    if (found !== wanted) problems.push(`${path}: at ${width} px the grid is ${found} tables, rows, heads, cells; not ${wanted}`);
    await context.close();
  }
}

/** A thumb that does not know the keyboard's own key presses the button. */
async function theButtonSearches(path, typed, anchor) {
  const { page, context } = await open(path, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.locator('#search_').fill(typed);
  await page.locator('.result').first().waitFor();
  await page.locator('.search button[type="submit"]').tap();
  await page
    .waitForURL((url) => decodeURIComponent(url.hash) === anchor)
    .catch(() => problems.push(`${path}: the button should lead to ${anchor}, but leads to ${page.url()}`));
  await page.locator('#search_').fill(typed);
  await page.keyboard.press('Escape');
  const before = page.url();
  await page.locator('.search button[type="submit"]').tap();
  if (page.url() !== before) problems.push(`${path}: the button leads on from what was taken back`);
  await context.close();
}

const descriptions = new Map();
for (const path of [...PAGES, ...OF_TRAINERS]) {
  await keysReachWhatScrolls(path);
  await thumbsHit(path);
  await saysWhatItIs(path, descriptions);
  await holds(path);
  await readsWithoutScripts(path);
}
for (const edition of ['', 'en/']) {
  await threeTapsToACard(`${edition}index.html`);
  await everyCardIsNear(`${edition}roles/agent.html`);
}
for (const language of ['', 'en/']) {
  await aCardIsAScreen(`${language}playbooks/gold-card.html`, 'hotline');
  for (const path of ['playbooks/gold-card.html#hotline', 'maps/gold-card.html', 'index.html']) await theLastRowReads(language + path);
  for (const map of ['gold-card', 'branch-counter']) await anOverviewIsShort(`${language}maps/${map}.html`, map === 'gold-card' ? 'hotline' : 'counter');
}
await looksForOneSegment('roles/marketing.html', 'company', '商会早餐会', '候机厅漫游体验台');
await looksForOneSegment('maps/gold-card.html', 'company', '商会早餐会', '候机厅漫游体验台');
await gridIsATable('maps/gold-card.html');
await gridIsATable('en/single/branch-counter.html');
await theButtonSearches('index.html', '金卡热线', '#hotline');
await theButtonSearches('en/single/gold-card.html', 'gold-card hotline', '#hotline');
await journeyLightsUp('maps/gold-card.html');
await searchLeadsThere('en/index.html', 'ＧＯＬＤ-card HOTLINE', '#hotline');
await searchLeadsThere('index.html', '金卡热线', '#hotline');
await searchLeadsThere('maps/branch-counter.html', '卡热', '#hotline');
await enterAlone('roles/agent.html', '金卡热线', '#hotline');
await enterAlone('en/roles/agent.html', 'gold-card hotline', '#hotline');
await searchLeadsThere('en/single/gold-card.html', 'gold-card hotline', '#hotline');
await mermaidReads(readFileSync(mermaidText, 'utf8'));
await report();
