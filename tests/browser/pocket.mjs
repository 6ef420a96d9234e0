// Prints the pocket cards of a built site, and prints a line for each that says less than its role page, or runs over.
// Usage: node pocket.mjs SITE
import { fitsThePocket } from './sheets.mjs';
import { reader } from './reader.mjs';

const [site] = process.argv.slice(2);
const { problems, open, report } = await reader(site);

/** So much of the longest type, in points, the smallest may be. */
const READABLE = 8;

for (const edition of ['', 'en/']) {
  const path = `${edition}pocket/cards.html`;
  const { page, context } = await open(path);
  problems.push(...(await fitsThePocket(page)).map((what) => `${path}: ${what}`));
  const sizes = await page
    .locator('.pocket-card')
    .evaluateAll((cards) => cards.map((card) => [parseFloat(getComputedStyle(card).fontSize) * 0.75, card.className]));
  for (const [points] of sizes.filter(([points]) => points < READABLE - 0.01))
    problems.push(`${path}: a card in a type of ${points} points cannot be read`);
  const folded = sizes.filter(([, name]) => name.includes('folded')).length;
  if (new Set(sizes.map(([points]) => points)).size < 3 || folded < 5)
    problems.push(`${path}: its cards are no longer of every size, or too few have two sides`);
  await context.close();
}
await report();
