(() => {
  'use strict';

  const MOST_RESULTS = 12;

  const SEARCH = { prefix: true, fuzzy: 0.15, boost: { heading: 4, title: 2 } };

  const root = document.currentScript.dataset.root;
  const form = document.querySelector('[role=search]');
  const input = form.querySelector('input');
  const results = form.querySelector('ol');

  /** The index, once it was asked for. */
  let index;

  function load(file) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${file} could not be loaded`));
      script.src = `${root}/assets/${file}`;
      document.head.append(script);
    });
  }

  async function read() {
    await Promise.all([load('minisearch.js'), load('search-index.js')]);
    const { options, index: stored } = window.searchIndex;
    return window.MiniSearch.loadJS(stored, options);
  }

  function found(entry) {
    const link = document.createElement('a');
    link.href = `${root}/${entry.address}`;
    link.textContent = entry.heading;
    if (entry.title !== entry.heading) {
      link.append(Object.assign(document.createElement('small'), { textContent: entry.title }));
    }
    return link;
  }

  function nothing() {
    return Object.assign(document.createElement('span'), {
      className: 'none',
      textContent: 'Nothing was found',
    });
  }

  async function search() {
    index ??= read();
    const reader = await index;
    const words = input.value.trim();
    const look = (combineWith) => reader.search(words, { ...SEARCH, combineWith });
    // What has all the words comes first, and then what has some of them.
    const entries = [...new Map([...look('AND'), ...look('OR')].map((entry) => [entry.id, entry])).values()];
    const shown = entries.length > 0 ? entries.slice(0, MOST_RESULTS).map(found) : [nothing()];
    results.replaceChildren(
      ...shown.map((content) => {
        const item = document.createElement('li');
        item.append(content);
        return item;
      }),
    );
    results.hidden = words === '';
  }

  function close() {
    results.hidden = true;
  }

  /** The arrow keys walk through the input and what was found. */
  function walk(step) {
    const stops = [input, ...results.querySelectorAll('a')];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
  }

  function onKey(event) {
    if (event.key === 'Escape') close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    walk(event.key === 'ArrowDown' ? 1 : -1);
  }

  input.addEventListener('input', search);
  form.addEventListener('keydown', onKey);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await search();
    results.querySelector('a')?.click();
  });
  document.addEventListener('click', (event) => {
    if (!form.contains(event.target) || event.target.closest('a')) close();
  });
  form.hidden = false;

  // On a narrow screen the list of pages would be in the way of the page.
  if (matchMedia('(max-width: 52rem)').matches) document.querySelector('nav.pages details').open = false;
})();
