// The drawing of a journey or a blueprint, looked at as it is laid out.

/** No box of the drawing overlaps another or is crossed by an arrow, and every text stays inside its box. */
export function faultsOfTheDrawing(page, box = '.tp') {
  return page.evaluate((box) => {
    const wrong = [];
    const slack = 0.5;
    const boxes = [...document.querySelectorAll(`svg ${box}`)].map((group) => ({
      id: group.getAttribute('data-id') ?? group.textContent,
      rect: group.querySelector('rect').getBoundingClientRect(),
      texts: [...group.querySelectorAll('text')].map((text) => text.getBoundingClientRect()),
    }));
    if (boxes.length === 0) wrong.push('no box in the drawing');
    const apart = (one, other) =>
      one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
    for (const [at, { id, rect, texts }] of boxes.entries()) {
      for (const text of texts) {
        const inside =
          text.left >= rect.left - slack &&
          text.right <= rect.right + slack &&
          text.top >= rect.top - slack &&
          text.bottom <= rect.bottom + slack;
        if (!inside) wrong.push(`a text leaves the box of ${id}`);
      }
      for (const other of boxes.slice(at + 1)) {
        if (!apart(rect, other.rect)) wrong.push(`the boxes of ${id} and ${other.id} overlap`);
      }
    }
    for (const line of document.querySelectorAll('svg .link .d-line')) {
      const place = line.getScreenCTM();
      const length = line.getTotalLength();
      const crossed = new Set();
      for (let along = 4; along < length - 4; along += 4) {
        const { x, y } = line.getPointAtLength(along).matrixTransform(place);
        const box = boxes.find(
          ({ rect }) =>
            x > rect.left + slack && x < rect.right - slack && y > rect.top + slack && y < rect.bottom - slack,
        );
        if (box) crossed.add(box.id);
      }
      const { from, to } = line.closest('.link').dataset;
      for (const id of crossed) wrong.push(`the arrow from ${from} to ${to} crosses the box of ${id}`);
    }
    return wrong;
  }, box);
}
