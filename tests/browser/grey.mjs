// A page as a printer without colours prints it.

/** On paper in grey every text can be read on its ground, and the stages are told apart by letter and by pattern. */
export async function faultsInGrey(page) {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  return page.evaluate(() => {
    const LEAST = 4.5;
    const WHITE = [255, 255, 255, 1];
    const wrong = new Set();
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

    /** Any colour of a style as red, green, blue and opacity. */
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, opacity] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, opacity / 255];
    };
    const over = ([red, green, blue, opacity], ground) =>
      [red, green, blue].map((value, at) => value * opacity + ground[at] * (1 - opacity));
    /** What a printer makes of a colour: its brightness to the eye, as the colour's own values weigh it. */
    const grey = ([red, green, blue]) => (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    const light = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const contrast = (one, other) => {
      const [lighter, darker] = [light(grey(one)), light(grey(other))].sort((a, b) => b - a);
      return (lighter + 0.05) / (darker + 0.05);
    };

    /** The grounds that a text may stand on: a printer may leave out backgrounds, but not what is asked to be exact. */
    const grounds = (element) => {
      const layers = [];
      for (let at = element; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        const [red, green, blue, opacity] = rgba(style.backgroundColor);
        if (opacity > 0) layers.unshift([red, green, blue, opacity, style.printColorAdjust === 'exact']);
      }
      const onto = (some) => some.reduce((ground, layer) => over(layer, ground), WHITE);
      return [onto(layers), onto(layers.filter(([, , , , exact]) => exact))];
    };
    /** In a drawing: the last shape painted before the text that lies below its middle. */
    const groundInDrawing = (text) => {
      const box = text.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const shapes = [...text.ownerSVGElement.querySelectorAll('rect, circle, path')];
      const below = shapes.filter((shape) => {
        const area = shape.getBoundingClientRect();
        const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
        return (
          before &&
          getComputedStyle(shape).fill !== 'none' &&
          !shape.closest('defs, marker') &&
          area.left <= x &&
          x <= area.right &&
          area.top <= y &&
          y <= area.bottom
        );
      });
      return below.reduce((ground, shape) => over(rgba(getComputedStyle(shape).fill), ground), WHITE);
    };

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.data.trim();
      if (words === '' || !element.checkVisibility() || element.closest('.unseen, style, script, title, desc'))
        continue;
      const drawn = element.closest('svg text');
      const colour = rgba(drawn ? getComputedStyle(element).fill : getComputedStyle(element).color);
      for (const ground of drawn ? [groundInDrawing(drawn)] : grounds(element)) {
        const found = contrast(over(colour, ground), ground);
        if (found < LEAST)
          wrong.add(`in grey “${words.slice(0, 30)}” has a contrast of ${found.toFixed(1)} on its ground`);
      }
    }

    for (const kind of ['.grid .stage-head', '.stage-section', '.stage-section .card-head', '.pocket-card header']) {
      const patterns = new Map();
      for (const element of document.querySelectorAll(kind)) {
        const names = [...element.closest('.stage-head, .stage-section, .card, .pocket-card').classList];
        const stage = names.find(
          (name) => name.startsWith('stage-') && !['stage-head', 'stage-section'].includes(name),
        );
        const style = getComputedStyle(element);
        const line = kind === '.stage-section' ? style.borderTopStyle : style.borderBottomStyle;
        patterns.set(stage, line);
        const words = element.textContent.trim();
        if (!/^[UPCS](\d|\b)/u.test(words)) wrong.add(`${kind} “${words.slice(0, 30)}” lacks its stage's letter`);
      }
      if (new Set(patterns.values()).size < patterns.size)
        wrong.add(`in grey the stages of ${kind} look the same: ${[...patterns]}`);
    }
    return [...wrong];
  });
}
