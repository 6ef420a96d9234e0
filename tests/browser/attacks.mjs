// Tries from pages of other sites, in a real browser, to read what the preview of a running `motmap watch` serves; a
// line for each way that leads in, and for each that no longer works for the preview's own pages.
// Usage: node attacks.mjs PORT (with `--allow-host preview.example`)
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [port] = process.argv.slice(2);
const problems = [];

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end('<!doctype html><title>Elsewhere</title><body>');
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const elsewhere = server.address().port;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-background-networking',
    '--host-resolver-rules=MAP *.example 127.0.0.1, MAP devbox 127.0.0.1, MAP *.test 127.0.0.1',
  ],
});

/** What the page of another site gets of the preview, by each way that a browser has; run in that page. */
async function attack(preview) {
  const [search, map] = [`${preview}/assets/search.zh.js`, `${preview}/maps/my-first-map.html`];
  const found = [];
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  /** Whether an element loads what it names. */
  const loads = (name, attributes) => new Promise((done) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.onload = () => done(true);
    element.onerror = () => done(false);
    document.body.append(element);
    setTimeout(() => done(false), 3000);
  });
  for (const referrerPolicy of ['', 'no-referrer', 'unsafe-url']) {
    for (const more of [{}, { type: 'module' }, { crossOrigin: 'anonymous' }, { crossOrigin: 'use-credentials' }]) {
      for (const src of [search, `${preview}/_preview/follow.js`, `${preview}/assets/site.js`, map]) {
        if (await loads('script', { src, referrerPolicy, ...more }))
          found.push(`a script ${JSON.stringify(more)} with referrer policy "${referrerPolicy}" loads ${src}`);
      }
    }
    if (typeof MOTMAP_SEARCH !== 'undefined') found.push('a script reads the search index');
    if (await loads('link', { rel: 'stylesheet', href: `${preview}/assets/style.css`, referrerPolicy }))
      found.push('a style sheet loads');
    if (await loads('img', { src: `${preview}/assets/logo.svg`, referrerPolicy })) found.push('a picture loads');
    for (const path of [search, map, `${preview}/_preview/news?0`]) {
      for (const mode of ['cors', 'no-cors']) {
        const answer = await fetch(path, { mode, referrerPolicy }).catch(() => null);
        if (answer) found.push(`fetch (${mode}, "${referrerPolicy}") of ${path} is answered: ${answer.type}`);
      }
    }
  }
  if (await import(search).then(() => true, () => false)) found.push('an import loads');
  if (await new FontFace('x', `url(${map})`).load().then(() => true, () => false)) found.push('a font loads');
  const opens = (channel) => new Promise((done) => {
    channel.onopen = () => done(true);
    channel.onerror = () => done(false);
  });
  if (await opens(new EventSource(`${preview}/_preview/news?0`))) found.push('a stream of events opens');
  if (await opens(new WebSocket(`${preview.replace('http', 'ws')}/_preview/news?0`))) found.push('a socket opens');
  try {
    new SharedWorker(search);
    found.push('a worker loads');
  } catch { /* It is refused. */ }
  for (const name of ['iframe', 'object', 'embed']) {
    const frame = document.createElement(name);
    frame[name === 'object' ? 'data' : 'src'] = map;
    document.body.append(frame);
  }
  const opened = window.open(map);
  await pause(1500);
  try {
    if (opened?.document?.body) found.push('a window that was opened can be read');
  } catch { /* It is another origin. */ }
  return found;
}

/** Tries everything from a page of one site on a preview under one name. */
async function tryFrom(site, preview) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site);
  problems.push(...(await page.evaluate(attack, preview)).map((way) => `from ${site} on ${preview}: ${way}`));
  const inside = await Promise.all(page.frames().slice(1).map((frame) => frame.content().catch(() => '')));
  if (inside.some((text) => text.includes('咖啡'))) problems.push(`from ${site} on ${preview}: a frame shows a map`);
  await context.close();
}

/** The preview's own pages are whole under a name: style, script, search, news. */
async function worksUnder(preview) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => problems.push(`${preview}: a script fails: ${error}`));
  page.on('response', (answer) => {
    if (answer.status() >= 400) problems.push(`${preview}: ${answer.status()} for ${answer.url()}`);
  });
  const news = page.waitForResponse((answer) => answer.url().includes('/_preview/news'));
  await page.goto(preview);
  if ((await (await news).json()).build <= 0) problems.push(`${preview}: no news`);
  await page.keyboard.press('/');
  await page.keyboard.type('咖啡');
  await page.locator('.result').first().waitFor({ timeout: 10000 }).catch(() => {
    problems.push(`${preview}: the search finds nothing`);
  });
  await page.close();
}

/** A reader may follow a link from another site, and reload what it leads to. */
async function aLinkLeadsIn(site, preview) {
  const page = await browser.newPage();
  await page.goto(site);
  await page.evaluate((href) => {
    document.body.append(Object.assign(document.createElement('a'), { href, textContent: 'there' }));
  }, `${preview}/maps/my-first-map.html`);
  await page.getByText('there').click();
  await page.getByText('咖啡').first().waitFor();
  await page.reload();
  await page.getByText('咖啡').first().waitFor();
  await page.close();
}

const [loopback, named, bare] = ['127.0.0.1', 'preview.example', 'devbox'].map((host) => `http://${host}:${port}`);
for (const preview of [loopback, named, bare]) await worksUnder(preview);
await tryFrom(`http://evil.test:${elsewhere}`, loopback);
await tryFrom(`http://127.0.0.1:${elsewhere}`, loopback);
await tryFrom(`http://localhost:${elsewhere}`, loopback);
// Here the browser does not say which site asks: the address is neither encrypted nor the machine's own.
await tryFrom(`http://evil.test:${elsewhere}`, bare);
await tryFrom(`http://evil.example:${elsewhere}`, named);
await aLinkLeadsIn(`http://evil.test:${elsewhere}`, loopback);

// A name of the attacker's that comes to point here (DNS rebinding) gets the page that tells what to do.
const page = await browser.newPage();
const answer = await page.goto(`http://rebound.test:${port}/assets/search.zh.js`);
if (answer.status() !== 403 || (await answer.text()).includes('咖啡')) problems.push('a name that is rebound reads on');
await page.getByText('--allow-host rebound.test').first().waitFor();

await browser.close();
server.close();
console.log(problems.join('\n'));
