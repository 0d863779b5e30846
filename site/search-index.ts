import MiniSearch from 'minisearch';
import { Page } from './page';

/** What is found by: the assets' search.js reads the index with the same fields. */
const FIELDS = { fields: ['heading', 'title', 'text'], storeFields: ['heading', 'title', 'address'] };

/** The index of all sections, as a script: a page that is opened as a file cannot fetch. */
export function searchIndexOf(pages: Iterable<Page>): string {
  const index = new MiniSearch(FIELDS);
  for (const { output, title, sections } of pages) {
    index.addAll(
      sections.map(({ anchor, heading, text, level }) => {
        const address = level === 1 ? output : `${output}#${anchor}`;
        return { id: address, address, heading, title, text };
      }),
    );
  }
  return `window.searchIndex = ${JSON.stringify({ options: FIELDS, index })};\n`;
}
