// Looks for things in a small site as readers do, and prints a line for each that is not found, or not told where it is.
// Usage: node search.mjs SITE SITE_OF_MANY_MAPS
import { reader } from './reader.mjs';

const [site, ofMany] = process.argv.slice(2);
const { problems, open, report } = await reader(site);

/** What is found first for what is typed: its lines, with what is marked in them between brackets. */
async function firstFound(page, typed) {
  await page.locator('#search_').fill(typed);
  await page.locator('.search-count').waitFor();
  return page.evaluate(() => {
    const first = document.querySelector('.result')?.cloneNode(true);
    if (!first) return [];
    for (const mark of first.querySelectorAll('mark')) mark.textContent = `[${mark.textContent}]`;
    return [...first.children].map((line) => line.textContent);
  });
}

/** Typing each of these finds first what has these lines. */
async function finds(path, wanted) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 900 } });
  await page.keyboard.press('/');
  for (const [typed, lines] of wanted) {
    const found = await firstFound(page, typed);
    if (found.join('\n') !== lines.join('\n'))
      problems.push(`${path}: ${typed} should find\n  ${lines.join('\n  ')}\nbut finds\n  ${found.join('\n  ')}`);
  }
  await context.close();
}

const COUNTER = 'C1.1 Counter of the Café Zürich The Café';
await finds('index.html', [
  // A name, whatever its case, marks, ligatures and widths; and whichever of these are typed.
  ['cafe counter', ['C1.1 [Counter] of the [Café] Zürich The Café']],
  ['CAFÉ counter', ['C1.1 [Counter] of the [Café] Zürich The Café']],
  ['cafe\u0301 zurich', ['C1.1 Counter of the [Café] [Zürich] The Café']],
  ['ｃａｆｅ zürich', ['C1.1 Counter of the [Café] [Zürich] The Café']],
  ['office key', [COUNTER, 'Obstacle: The [oﬃce] holds the [ｋｅｙ]']],
  ['coeur', [COUNTER, 'Thinks: Un café au [cœur] tendre']],
  ['STRASSE', [COUNTER, 'Place: Bahnhof[straße] 7']],
  // Two words in two places: each place is told; all words must be there.
  ['roster napkin', [COUNTER, 'Remedy: Draw up a [roster]', 'Avoid: …ith the guest’s [napkin]']],
  ['roster zebra', []],
  ['signal-word', [COUNTER, 'Signal: A [signal-word] in the queue']],
  // A long text is told by the stretches around what was found.
  ['alpha omega', [COUNTER, `Say: [alpha] ${'so '.repeat(19)}so…nd so on and so [omega]`]],
  // A case, and the way to it.
  ['umbrella', ['Case The forgotten coat The Café', 'The facts: …a guest left an [umbrella].']],
  // What is for the trainer is for nobody here.
  ['listenforthis', []],
  ['teachingnote', []],
  ['badtake', []],
]);

/** The index of many maps is several scripts: what stands in the first and in the last is found. */
async function findsInEveryScript(path) {
  const { page, context } = await many.open(path, {});
  for (const name of ['Map 0', 'Map 100']) {
    await page.locator('#search_').fill(`"${name}"`);
    await page
      .locator('.result b', { hasText: `"${name}"` })
      .waitFor({ timeout: 10_000 })
      .catch(() => many.problems.push(`${path}: the search should find ${name} among 101 maps`));
  }
  await context.close();
}
const many = await reader(ofMany);
await findsInEveryScript('index.html');
await report();
await many.report();
