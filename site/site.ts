import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { htmlOf } from './layout';
import { brokenLinks } from './links';
import { pageOf } from './markdown';
import navigation from './navigation.json';
import { Page } from './page';
import { documentOf } from './repository';
import { searchIndexOf } from './search-index';

const ASSETS = join(__dirname, 'assets');

/** The scripts of packages, which are served beside our own. */
const SCRIPTS = {
  'minisearch.js': join(__dirname, 'node_modules', 'minisearch', 'dist', 'umd', 'index.js'),
  'mermaid.js': join(__dirname, 'node_modules', '@mermaid-js', 'tiny', 'dist', 'mermaid.tiny.js'),
};

/** The site: what the navigation names, and every document of the repository that is reached from there. */
export class Site {
  public readonly pages: readonly Page[];

  /** The text of each file by its path in the site. */
  public readonly files: ReadonlyMap<string, string>;

  constructor() {
    const pages = crawl(navigation.flatMap((group) => group.pages));
    this.pages = [...new Set(pages.values())];
    this.files = new Map([
      ...this.pages.map((page): [string, string] => [page.output, htmlOf(page, pages)]),
      ...assets(),
      ['assets/search-index.js', searchIndexOf(this.pages)],
    ]);
  }

  public brokenLinks(): string[] {
    return brokenLinks(this.files);
  }

  public write(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
    this.files.forEach((text, name) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    });
  }
}

/** The pages of documents and of all that they link to, by the paths that name them. */
function crawl(paths: readonly string[]): Map<string, Page> {
  const pages = new Map<string, Page>();
  const waiting = [...paths];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path)) continue;
    const document = documentOf(path) ?? unknown(path);
    const page = pages.get(document) ?? pageOf(document);
    pages.set(document, page).set(path, page);
    waiting.push(...page.links);
  }
  return pages;
}

function unknown(path: string): never {
  throw new Error(
    `site/navigation.json names ${path}, which is neither a file nor a folder with a README.md`,
  );
}

function assets(): [string, string][] {
  const own = readdirSync(ASSETS).map((name): [string, string] => [name, join(ASSETS, name)]);
  return [...own, ...Object.entries(SCRIPTS)].map(([name, file]) => [
    `assets/${name}`,
    readFileSync(file, 'utf8'),
  ]);
}
