// Follows new builds while `motmap watch` runs: asks for news, puts the new page in the place of the old without
// moving the reader, and lays over it what keeps it from being built. Comes before the page's own scripts.
(() => {
  const QUESTION = '/_preview/news';
  /** The folder of the edition for readers; the other is above it. */
  const READERS = '/_readers/';
  /** Until a question that was not kept waiting is asked again, and one that nobody answered. */
  const [SOON, LATER] = [500, 1000];
  let build = Number(document.currentScript.dataset.build);

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  /* What the page's scripts listen for on the whole document goes with the page. */
  const listen = document.addEventListener;
  let page = new AbortController();
  document.addEventListener = (kind, listener, options) => {
    const chosen = typeof options === 'object' ? options : { capture: Boolean(options) };
    listen.call(document, kind, listener, { signal: page.signal, ...chosen });
  };

  function overlay(faults) {
    document.getElementById('preview-faults_')?.remove();
    if (!faults) return;
    const box = document.createElement('pre');
    box.id = 'preview-faults_';
    box.setAttribute('role', 'alert');
    // It scrolls, by keys too.
    box.tabIndex = 0;
    box.textContent = faults;
    box.style.cssText = 'position:fixed;inset:auto 1rem 1rem 1rem;max-height:45vh;overflow:auto;margin:0;padding:1rem;'
      + 'background:#1d1f24;color:#f4f1ea;border-left:6px solid #d2452d;border-radius:8px;z-index:9999;'
      + 'font:13px/1.5 ui-monospace,"Noto Sans Mono CJK SC",monospace;white-space:pre;box-shadow:0 6px 30px #0008';
    document.body.append(box);
  }

  /** A link to the same page of the other edition. */
  function offerOtherEdition() {
    const isForReaders = location.pathname.startsWith(READERS);
    const [toReaders, toTrainers] = document.documentElement.lang.startsWith('zh')
      ? ['看读者版', '看作者与培训师版']
      : ["Readers' edition", "Authors' and trainers' edition"];
    const link = document.createElement('a');
    link.id = 'preview-edition_';
    link.textContent = isForReaders ? toTrainers : toReaders;
    link.href = isForReaders ? location.pathname.slice(READERS.length - 1) : READERS + location.pathname.slice(1);
    // The card that is looked at now is the one to go to.
    link.addEventListener('click', () => { link.hash = location.hash; });
    document.querySelector('.bar')?.append(link);
  }

  /** The new page's styles, loaded before anything is shown with them; the old ones are still there. */
  async function bringStyles(fresh, build) {
    const old = [...document.head.querySelectorAll('link[rel=stylesheet], style')];
    const loading = [...fresh.head.querySelectorAll('link[rel=stylesheet], style')].map((style) => {
      const copy = document.importNode(style, true);
      if (copy.localName === 'link') copy.setAttribute('href', `${style.getAttribute('href')}?${build}`);
      const loaded = new Promise((done) => { copy.onload = done; copy.onerror = done; });
      copy.media = 'not all';
      document.head.append(copy);
      return { copy, loaded: copy.localName === 'link' ? loaded : null, media: style.media };
    });
    await Promise.all(loading.map((style) => style.loaded));
    return () => {
      for (const { copy, media } of loading) copy.media = media;
      for (const style of old) style.remove();
    };
  }

  /** What a reader has opened, typed and looked at, to be put back. */
  function remember() {
    const [x, y] = [scrollX, scrollY];
    const folds = [...document.querySelectorAll('details')].map((fold) => fold.open);
    const typed = [...document.querySelectorAll('input[id], textarea[id]')].map((field) => [field.id, field.value]);
    const focused = document.activeElement?.id;
    return () => {
      const now = [...document.querySelectorAll('details')];
      if (now.length === folds.length) now.forEach((fold, at) => { fold.open = folds[at]; });
      for (const [id, value] of typed) {
        const field = document.getElementById(id);
        if (field && value) field.value = value;
      }
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      scrollTo({ left: x, top: y, behavior: 'instant' });
    };
  }

  async function textOf(address) {
    return (await fetch(address, { cache: 'no-store' })).text();
  }

  async function refresh(build) {
    // An index that has been loaded cannot be taken back.
    if (typeof MOTMAP_SEARCH !== 'undefined') { location.reload(); return; }
    const fresh = new DOMParser().parseFromString(await textOf(location.href), 'text/html');
    const scripts = [...fresh.head.querySelectorAll('script[src]')].filter((script) => !script.dataset.build);
    const codes = await Promise.all(scripts.map((script) => textOf(script.getAttribute('src'))));
    const changeStyles = await bringStyles(fresh, build);
    const putBack = remember();
    page.abort();
    page = new AbortController();
    document.title = fresh.title;
    document.documentElement.lang = fresh.documentElement.lang;
    document.body.replaceWith(document.adoptNode(fresh.body));
    changeStyles();
    offerOtherEdition();
    // Each in a scope of its own: what it declares was declared before.
    for (const code of codes) new Function(code)();
    putBack();
  }

  async function follow(signal) {
    let known = 0;
    while (!signal.aborted) {
      try {
        const news = await (await fetch(`${QUESTION}?${known}`, { signal, cache: 'no-store' })).json();
        if (news.build !== build) {
          await refresh(news.build);
          build = news.build;
        }
        overlay(news.faults);
        known = build;
        if (!news.waits) await pause(SOON);
      } catch {
        await pause(LATER);
      }
    }
  }

  // A hidden tab does not ask, and a tab never asks twice at once.
  let following = null;
  function attend() {
    following?.abort();
    following = new AbortController();
    if (!document.hidden) follow(following.signal);
  }
  listen.call(document, 'visibilitychange', attend);
  listen.call(document, 'DOMContentLoaded', offerOtherEdition);
  attend();
})();
