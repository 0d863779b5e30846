import { posix } from 'path';
import { relative } from './markdown';
import navigation from './navigation.json';
import { Page, Section } from './page';

/** A page loads nothing from elsewhere, whatever stands in it. Diagrams come with styles of their own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const NAME = 'cdktf-secret-rotation';

/** More headings than these are looked for, not read. */
const MOST_HEADINGS = 30;

/** The whole file of a page. */
export function htmlOf(page: Page, pages: ReadonlyMap<string, Page>): string {
  const root = relative(page.output, '.') || '.';
  const title = page.output === 'index.html' ? NAME : `${page.title} · ${NAME}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="${posix.join(root, 'assets/icon.svg')}">
<link rel="stylesheet" href="${posix.join(root, 'assets/site.css')}">
${scripts(page, root)}
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header>
<a class="name" href="${relative(page.output, 'index.html')}">${NAME}</a>
<form role="search" hidden>
<input type="search" name="words" placeholder="Search" aria-label="Search" autocomplete="off">
<ol class="results" aria-label="Found" hidden></ol>
</form>
</header>
<div class="columns">
<nav class="pages" aria-label="Pages">${navigationOf(page, pages)}</nav>
<main id="content" tabindex="-1">
${page.html}</main>
${contentsOf(page.sections)}
</div>
</body>
</html>
`;
}

function scripts({ hasDiagram }: Page, root: string): string {
  const files = ['site.js', ...(hasDiagram ? ['mermaid.js', 'diagrams.js'] : [])];
  return files
    .map((file) => `<script defer src="${posix.join(root, 'assets', file)}" data-root="${root}"></script>`)
    .join('\n');
}

function navigationOf(page: Page, pages: ReadonlyMap<string, Page>): string {
  const groups = navigation.map(({ title, pages: documents }) => {
    const links = documents.map((document) => navigationLink(page, pages.get(document)!));
    return `<h2>${title}</h2>\n<ul>\n${links.join('\n')}\n</ul>`;
  });
  return `<details open><summary>Pages</summary>\n${groups.join('\n')}\n</details>`;
}

function navigationLink(from: Page, { output, title }: Page): string {
  const current = output === from.output ? ' aria-current="page"' : '';
  return `<li><a href="${relative(from.output, output)}"${current}>${escaped(title)}</a></li>`;
}

/** The headings of the second level, beside the text. */
function contentsOf(sections: readonly Section[]): string {
  const listed = sections.filter(({ level }) => level === 2);
  if (listed.length < 2 || listed.length > MOST_HEADINGS) return '';
  const links = listed.map(({ anchor, heading }) => `<li><a href="#${anchor}">${escaped(heading)}</a></li>`);
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2>\n<ul>\n${links.join('\n')}\n</ul></nav>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
