// Writes a case in the form of a built site, and prints a line for each thing that is wrong.
// Usage: node case-form.mjs SITE LINES.json CASE.json FOLDER
// LINES.json: lines with what the program counts and finds in them. CASE.json: a case to type; its file goes to FOLDER.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reader } from './reader.mjs';

const [site, linesFile, caseFile, folder] = process.argv.slice(2);
const { problems, open, report } = await reader(site);
const lines = JSON.parse(readFileSync(linesFile, 'utf8'));
const draft = JSON.parse(readFileSync(caseFile, 'utf8'));
const [CHINESE, ENGLISH] = ['sheets/shop/counter.form.html', 'en/sheets/shop/counter.form.html'];

const expect = (what, found, wanted) => {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
  if (one !== other) problems.push(`${what}: ${one}, not ${other}`);
};

/** The page counts as the check does, and finds what it finds. */
async function countsAndFinds(path, unit) {
  const { page, context } = await open(path);
  const told = await page.evaluate((lines) => {
    const part = document.querySelector('.part-field');
    const area = part.querySelector('textarea');
    return lines.map(({ text }) => {
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
      const [count] = part.querySelector('.count').textContent.match(/\d+/);
      const kinds = [...part.querySelector('.found').textContent.matchAll(/by this ([a-z -]+):/g)];
      return { count: Number(count), kinds: kinds.map(([, kind]) => kind) };
    });
  }, lines);
  for (const [index, line] of lines.entries()) {
    expect(`${path}: the ${unit} of “${line.text}”`, told[index].count, line[unit]);
    if (path === ENGLISH) expect(`${path}: what is found in “${line.text}”`, told[index].kinds, line.kinds);
  }
  await context.close();
}

const rows = (page) => page.locator('#people_ .person');

async function type(page) {
  await page.fill('#title_', draft.title);
  await page.fill('#when_', draft.when);
  await page.fill('#place_', draft.place);
  for (const [index, [name, role]] of draft.people.entries()) {
    if (index >= (await rows(page).count())) await page.click('#add-person_');
    await rows(page).nth(index).locator('.person-name').fill(name);
    await rows(page).nth(index).locator('.person-role').fill(role);
  }
  await page.check(`input[value=${draft.outcome}]`);
  await page.check('#anonymised_');
  for (const [index, part] of draft.parts.entries()) await page.fill(`#part-${index + 1}_`, part);
}

async function typed(page) {
  return page.evaluate(() => {
    const value = (id) => document.getElementById(id).value;
    const people = [...document.querySelectorAll('#people_ .person')].map((row) =>
      [...row.querySelectorAll('input')].map((input) => input.value),
    );
    const [outcome] = [...document.querySelectorAll('[name=outcome]:checked')].map((choice) => choice.value);
    const parts = [...document.querySelectorAll('.part-field textarea')].map((area) => area.value);
    const anonymised = document.getElementById('anonymised_').checked;
    return { title: value('title_'), when: value('when_'), place: value('place_'), people, outcome, anonymised, parts };
  });
}

const state = (page) => page.locator('#state_').textContent();

/** What is typed survives a reload, also in the other language; it is saved as a file, and cleared after asking. */
async function keepsAndSaves() {
  const { page, context } = await open(CHINESE);
  const asked = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  const blank = await typed(page);
  expect('a fresh form says nothing of what is kept', await state(page), '');
  await type(page);
  expect('what is typed', await typed(page), draft);
  for (const path of [page.url(), page.url().replace('/sheets/', '/en/sheets/'), page.url()]) {
    await page.goto(path);
    expect(`what is kept on ${path}`, await typed(page), draft);
    if (!/20\d\d/.test(await state(page))) problems.push(`${path} should say since when it is kept`);
  }
  const other = await context.newPage();
  await other.goto(page.url());
  await other.fill('#part-6_', '另一个窗口写的');
  await page.waitForFunction(() => document.getElementById('part-6_').value === '另一个窗口写的');
  await other.fill('#part-6_', draft.parts[5]);
  await other.close();
  await page.waitForFunction((text) => document.getElementById('part-6_').value === text, draft.parts[5]);

  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.case-form [type=submit]')]);
  await download.saveAs(join(folder, download.suggestedFilename()));
  if (!(await state(page)).includes(download.suggestedFilename())) problems.push('the name of the file should be said');
  await page.click('#clear_');
  expect('after a no', await typed(page), draft);
  answer = true;
  await page.click('#clear_');
  expect('a cleared form', await typed(page), blank);
  await page.reload();
  expect('a cleared form, loaded again', await typed(page), blank);
  expect('what was asked', asked, ['confirm', 'confirm']);
  await rows(page).first().locator('.remove-person').click();
  expect('the people after one is removed', await rows(page).count(), blank.people.length - 1);
  await context.close();
}

/** Where the browser keeps nothing, that is said, and a page with unsaved work is not left without asking. */
async function tellsThatNothingIsKept(full) {
  const { page, context } = await open('index.html');
  await page.addInitScript((full) => {
    const fail = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
    if (full) Storage.prototype.setItem = fail;
    else Object.defineProperty(window, 'localStorage', { get: fail });
  }, full);
  await page.goto(page.url().replace('index.html', CHINESE));
  await page.locator('#part-1_').pressSequentially('他来了');
  if (!(await state(page)).includes('存不住')) problems.push(`a browser that keeps nothing should say so (${full})`);
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  await page.reload();
  expect(`leaving with unsaved work asks (${full})`, asked, ['beforeunload']);
  await context.close();
}

/** What was kept and cannot be read is put aside, not lost. */
async function putsAside() {
  const { page, context } = await open(CHINESE);
  const key = await page.locator('#case-form_').getAttribute('data-key');
  await page.evaluate((key) => localStorage.setItem(key, '{"draft": {"people": 7}}'), key);
  await page.reload();
  if (!(await state(page)).includes('另外留存')) problems.push(`what cannot be read should be told: ${await state(page)}`);
  await page.fill('#title_', '新的');
  const kept = await page.evaluate(() => Object.values(localStorage).join());
  if (!kept.includes('"people": 7') || !kept.includes('新的')) problems.push(`something is lost: ${kept}`);
  await context.close();
}

/** What gives somebody away is told beside its field, and again on saving. */
async function tellsPersonalData() {
  const { page, context } = await open(ENGLISH);
  await page.fill('#place_', 'Call 15407283915');
  await rows(page).first().locator('.person-name').fill('li.wei@mail.zz');
  const told = await page.locator('.found:not(:empty)').allTextContents();
  expect('fields that give somebody away', told.length, 2);
  if (!told[0].includes('15407283915') || !told[0].includes('[telephone]')) problems.push(`it should say what: ${told[0]}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.case-form [type=submit]')]);
  await download.delete();
  if (!(await state(page)).includes(': 2')) problems.push(`saving should say what is left: ${await state(page)}`);
  await page.fill('#place_', 'At the counter');
  expect('fields after one is mended', await page.locator('.found:not(:empty)').count(), 1);
  await context.close();
}

async function saysWhatElseThereIs() {
  const { page, context } = await open(CHINESE, { javaScriptEnabled: false });
  if (await page.locator('form.case-form').isVisible()) problems.push('a form that can save nothing');
  if (!(await page.locator('#no-script_').isVisible())) problems.push('without JavaScript the other sheets are not named');
  await context.close();
}

/** On paper stands what was typed, whole. */
async function printsWhatIsTyped() {
  const { page, context } = await open(CHINESE);
  await page.fill('#part-1_', `开头${'他说了很多。\n'.repeat(60)}末尾`);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('.part-field .on-paper').first().innerText();
  if (!shown.startsWith('开头') || !shown.endsWith('末尾')) problems.push('what is typed is not whole on paper');
  if (await page.locator('#part-1_').isVisible()) problems.push('a box that cuts its text is printed');
  await context.close();
}

await countsAndFinds(ENGLISH, 'words');
await countsAndFinds(CHINESE, 'characters');
await keepsAndSaves();
await tellsThatNothingIsKept(true);
await tellsThatNothingIsKept(false);
await putsAside();
await tellsPersonalData();
await saysWhatElseThereIs();
await printsWhatIsTyped();
await report();
