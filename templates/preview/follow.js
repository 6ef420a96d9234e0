// Follows new builds while `motmap watch` runs: asks for news, puts the new page in the place of the old without moving the
// reader, and lays the findings over it that keep it from being built. A hidden tab does not ask, so that any number of
// tabs can be open.
(() => {
  let build = Number(document.currentScript.dataset.build);
  let asking = null;

  const overlay = (faults) => {
    document.getElementById('preview-faults_')?.remove();
    if (!faults) return;
    const box = document.createElement('pre');
    box.id = 'preview-faults_';
    box.setAttribute('role', 'alert');
    box.textContent = faults;
    box.style.cssText = 'position:fixed;inset:auto 1rem 1rem 1rem;max-height:45vh;overflow:auto;margin:0;padding:1rem;'
      + 'background:#1d1f24;color:#f4f1ea;border-left:6px solid #d2452d;border-radius:8px;z-index:9999;'
      + 'font:13px/1.5 ui-monospace,"Noto Sans Mono CJK SC",monospace;white-space:pre;box-shadow:0 6px 30px #0008';
    document.body.append(box);
  };

  const refresh = async () => {
    const response = await fetch(location.href, { cache: 'no-store' });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    document.title = page.title;
    for (const sheet of page.querySelectorAll('link[rel=stylesheet]')) {
      const old = document.querySelector(`link[rel=stylesheet][href^="${CSS.escape(sheet.getAttribute('href'))}"]`);
      const fresh = sheet.cloneNode();
      fresh.setAttribute('href', `${sheet.getAttribute('href')}?${build}`);
      if (old) fresh.addEventListener('load', () => old.remove());
      document.head.append(fresh);
    }
    const [x, y] = [scrollX, scrollY];
    document.body.replaceWith(page.body);
    scrollTo(x, y);
  };

  const ask = async (known) => {
    asking = new AbortController();
    try {
      const news = await (await fetch(`/_preview/news?${known}`, { signal: asking.signal, cache: 'no-store' })).json();
      if (news.build !== build) {
        build = news.build;
        await refresh();
      }
      overlay(news.faults);
      setTimeout(() => ask(build), 0);
    } catch (error) {
      if (error.name !== 'AbortError') setTimeout(() => ask(build), 1000);
    }
  };

  const begin = () => ask(build - 1);
  document.addEventListener('visibilitychange', () => (document.hidden ? asking?.abort() : begin()));
  if (!document.hidden) begin();
})();
