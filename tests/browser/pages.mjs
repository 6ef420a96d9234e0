// Opens pages of a built site as a reader would, and prints a line for each thing that is wrong with them.
// Usage: node pages.mjs SITE MERMAID_TEXT
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [site, mermaidText] = process.argv.slice(2);
const root = pathToFileURL(resolve(site)).href;

const PAGES = [
  'index.html',
  'maps/gold-card.html',
  'maps/reference-grid.html',
  'roles/agent.html',
  'roles/service-design.html',
  'sheets/gold-card/hotline.html',
  'trainer/index.html',
  'trainer/lounge-card-number.html',
].flatMap((page) => [page, `en/${page}`]);
const WIDTHS = [360, 768, 1280];

const problems = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

/** Opens a page in a context of its own; whatever it logs or asks for beside the site is a problem. */
async function open(path, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => problems.push(`${path}: the console says: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`${path}: a script fails: ${error}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${root}/`)) problems.push(`${path}: asks for ${request.url()}`);
  });
  page.on('requestfailed', (request) => problems.push(`${path}: cannot load ${request.url()}`));
  await page.goto(`${root}/${path}`);
  return { page, context };
}

async function fitsEveryWidth(path) {
  for (const width of WIDTHS) {
    const { page, context } = await open(path, { viewport: { width, height: 800 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) problems.push(`${path}: ${wide} px wider than a screen of ${width} px`);
    await context.close();
  }
}

async function isOpenToEveryone(path, colorScheme) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 800 }, colorScheme });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }));
  for (const violation of violations) {
    const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`);
    problems.push(`${path} (${colorScheme}): ${violation.id}, ${violation.nodes.length} times: ${where.join('; ')}`);
  }
  await context.close();
}

/** In the drawing of the journey no box overlaps another, and every text stays inside its box. */
async function drawingIsLegible(path) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 800 } });
  const found = await page.evaluate(() => {
    const wrong = [];
    const boxes = [...document.querySelectorAll('svg .tp')].map((group) => ({
      id: group.getAttribute('data-id') ?? group.textContent,
      rect: group.querySelector('rect').getBoundingClientRect(),
      texts: [...group.querySelectorAll('text')].map((text) => text.getBoundingClientRect()),
    }));
    if (boxes.length === 0) wrong.push('no box in the drawing');
    for (const [at, one] of boxes.entries()) {
      for (const text of one.texts) {
        const slack = 0.5;
        if (text.left < one.rect.left - slack || text.right > one.rect.right + slack) wrong.push(`a text leaves the box of ${one.id}`);
        if (text.top < one.rect.top - slack || text.bottom > one.rect.bottom + slack) wrong.push(`a text leaves the box of ${one.id}`);
      }
      for (const other of boxes.slice(at + 1)) {
        const apart = one.rect.right <= other.rect.left || other.rect.right <= one.rect.left
          || one.rect.bottom <= other.rect.top || other.rect.bottom <= one.rect.top;
        if (!apart) wrong.push(`the boxes of ${one.id} and ${other.id} overlap`);
      }
    }
    return wrong;
  });
  problems.push(...found.map((what) => `${path}: ${what}`));
  await context.close();
}

async function mermaidReads(text) {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>Mermaid</title>');
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
  const fault = await page.evaluate((text) => window.mermaid.parse(text).then(() => '', (error) => String(error)), text);
  if (fault) problems.push(`Mermaid refuses the exported graph: ${fault}`);
  await page.close();
}

async function readsWithoutScripts(path) {
  const { page, context } = await open(path, { javaScriptEnabled: false });
  if (!(await page.locator('main h1').isVisible())) problems.push(`${path}: nothing to read without JavaScript`);
  await context.close();
}

for (const path of PAGES) {
  await fitsEveryWidth(path);
  await readsWithoutScripts(path);
  for (const scheme of ['light', 'dark']) await isOpenToEveryone(path, scheme);
  if (path.includes('maps/')) await drawingIsLegible(path);
}
await mermaidReads(readFileSync(mermaidText, 'utf8'));
await browser.close();
console.log(problems.join('\n'));
