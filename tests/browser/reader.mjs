// A reader of a built site: Chromium, and a list of what is wrong.
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

/** Pixels of a screen to a millimetre of paper. */
export const MM = 96 / 25.4;

/** Starts Chromium before a built site; `problems` is what the test prints in the end, a line each. */
export async function reader(site) {
  const root = pathToFileURL(resolve(site)).href;
  const problems = [];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

  /** Opens a page in a context of its own; whatever it logs or asks for beside the site is a problem. */
  async function open(path, options = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => problems.push(`${path}: the console says: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`${path}: a script fails: ${error}`));
    page.on('request', (request) => {
      // The edition for trainers lies beside the site, in a folder whose name begins with the site's.
      if (!request.url().startsWith(root)) problems.push(`${path}: asks for ${request.url()}`);
    });
    page.on('requestfailed', (request) => problems.push(`${path}: cannot load ${request.url()}`));
    await page.goto(`${root}/${path}`);
    return { page, context };
  }

  /** No screen is too narrow for the page: it never scrolls sideways. */
  async function fitsEveryScreen(path, page, widths = [360, 768, 1280]) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) problems.push(`${path}: ${wide} px wider than a screen of ${width} px`);
    }
  }

  /** Ends the browser and tells what was found. */
  async function report() {
    await browser.close();
    console.log(problems.join('\n'));
  }

  return { browser, problems, open, fitsEveryScreen, report };
}
