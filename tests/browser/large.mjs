// Opens a site of a thousand touchpoints, two hundred of them on one map; prints a line for each thing that is wrong.
// Only what a machine's speed does not change is measured: nodes, layouts, cards that are laid out.
// Usage: node large.mjs SITE
import { reader } from './reader.mjs';
import { faultsOfTheDrawing } from './drawing.mjs';
import { faultsOfTheSheets, printed } from './sheets.mjs';

const [site] = process.argv.slice(2);
const { problems, open, fitsEveryScreen, report } = await reader(site);
const MAP = 'en/playbooks/large-0.html';

/** A long page is laid out where it is looked at, and a link still leads to its end. */
async function aLongPageIsLight(path) {
  const { page, context } = await open(path, { viewport: { width: 360, height: 740 } });
  const laidOut = () =>
    page.evaluate(() => {
      const cards = [...document.querySelectorAll('.card')];
      const near = cards.filter((card) => card.firstElementChild.checkVisibility({ contentVisibilityAuto: true }));
      return { near: near.length, all: cards.length, last: cards.at(-1).id };
    });
  const first = await laidOut();
  if (first.all !== 200) problems.push(`${path}: ${first.all} cards of 200`);
  if (first.near > 10) problems.push(`${path}: lays out ${first.near} cards before anybody looks at one`);
  await page.locator(`.grid a[href="#${first.last}"]`).click();
  await page.locator(`.card[id="${first.last}"] .self`).waitFor();
  const top = await page.locator(`.card[id="${first.last}"]`).evaluate((card) => card.getBoundingClientRect().top);
  if (Math.abs(top) > 100) problems.push(`${path}: the link to its last card stops ${Math.round(top)} px from there`);
  await context.close();
}

/** Every key in the search costs one layout more than in any other field, and so many nodes, however much there is to find. */
async function searchStaysLight(path) {
  const { page, context } = await open(path, { viewport: { width: 360, height: 740 } });
  await page.keyboard.press('/');
  await page.keyboard.type('x');
  await page.locator('.search-count').waitFor();
  await page.evaluate(() => {
    window.added = 0;
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        window.added += 1 + (node.querySelectorAll?.('*').length ?? 0);
      }
    }).observe(document, { childList: true, subtree: true });
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const layouts = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount').value;
  };
  const settled = () =>
    page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(() => requestAnimationFrame(done));
        }),
    );
  /** Types into a field; for each key what it costs. */
  const costs = async (field) => {
    await field.fill('');
    await field.focus();
    const costs = [];
    for (const key of 'hotline 77') {
      await settled();
      await page.evaluate(() => {
        window.added = 0;
      });
      const before = await layouts();
      await page.keyboard.type(key);
      await settled();
      costs.push({ key, added: await page.evaluate(() => window.added), passes: (await layouts()) - before });
    }
    return costs;
  };
  await page.evaluate(() => {
    const field = document.querySelector('#search_').cloneNode();
    field.id = 'any-other-field';
    document.querySelector('main').prepend(field);
  });
  const anywhere = await costs(page.locator('#any-other-field'));
  for (const [number, { key, added, passes }] of (await costs(page.locator('#search_'))).entries()) {
    const more = passes - anywhere[number].passes;
    if (added > 400) problems.push(`${path}: the key ${key} in the search makes ${added} nodes`);
    if (more > 1) problems.push(`${path}: the key ${key} in the search lays the page out ${more} times more than in any field`);
  }
  const found = await page.locator('.result').first().textContent();
  if (!found.includes('Hotline 77')) problems.push(`${path}: looking for hotline 77 finds ${found} first`);
  await context.close();
}

const { page, context } = await open(MAP);
await fitsEveryScreen(MAP, page);
for (const fault of await faultsOfTheDrawing(page)) problems.push(`${MAP}: ${fault}`);
await context.close();
await aLongPageIsLight(MAP);
await searchStaysLight('en/index.html');
await searchStaysLight(MAP);
for (const path of [MAP, 'en/pocket/large-0.html']) {
  const { page, context } = await open(path);
  for (const fault of faultsOfTheSheets(await printed(page), { numbered: path === MAP }))
    problems.push(`${path}: ${fault}`);
  await context.close();
}
await report();
