// Looks at the service blueprints of a built site, and prints a line for each thing that is wrong with them.
// Usage: node blueprint.mjs SITE PATH...
import { faultsOfTheDrawing } from './drawing.mjs';
import { reader } from './reader.mjs';
import { printed } from './sheets.mjs';

const [site, ...paths] = process.argv.slice(2);
const { problems, open, report } = await reader(site);

for (const path of paths) {
  const { page, context } = await open(path, { viewport: { width: 1280, height: 900 } });
  for (const fault of await faultsOfTheDrawing(page, '.d-step')) problems.push(`${path}: ${fault}`);
  const stages = await page.locator('.stage-section').count();
  const hidden = page.locator('.d-out-of-sight').first();
  const [before] = await page.locator('.drawn').evaluateAll((all) => all.map((one) => one.clientHeight));
  const sheets = async (ticked) => {
    const { sheets } = await printed(page, null);
    const hasTable = (await page.locator('.hand-overs').count()) > 0;
    if (sheets.length !== stages + (hasTable ? 1 : 0)) problems.push(`${path}: ${stages} stages on ${sheets.length} sheets, ${ticked}`);
    for (const { number, words } of sheets)
      if (!/(Version|版本)\s*[0-9a-f]{6}/u.test(words.map(({ str }) => str).join(''))) problems.push(`${path}: sheet ${number} does not say its version`);
    await page.emulateMedia({ media: 'screen' });
  };
  await sheets('whole');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.check('#in-sight_');
  const [after] = await page.locator('.drawn').evaluateAll((all) => all.map((one) => one.clientHeight));
  if ((await hidden.isVisible()) || after >= before) problems.push(`${path}: what is out of sight is left in`);
  await sheets('without what is out of sight');
  await context.close();
}
await report();
