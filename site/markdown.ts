import { posix } from 'path';
import MarkdownIt from 'markdown-it';
import { Anchors } from './anchors';
import { highlighted } from './highlight';
import { Page, Section } from './page';
import { documentOf, markdownOf, outputOf } from './repository';

const markdown = new MarkdownIt({ html: false, linkify: false, highlight: highlighted });

type Token = ReturnType<typeof markdown.parse>[number];

const fence = markdown.renderer.rules.fence!;

/** Diagrams are drawn by the browser; without scripts their text is shown. */
markdown.renderer.rules.fence = (tokens, index, ...rest) =>
  tokens[index].info === 'mermaid'
    ? `<pre class="mermaid">${markdown.utils.escapeHtml(tokens[index].content)}</pre>\n`
    : fence(tokens, index, ...rest);

/** Wide tables scroll by themselves, and the page does not. */
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/** Below any heading. */
const LEVEL_OF_ENTRIES = 7;

/** The page of a document. Its links to other documents of the repository lead to their pages. */
export function pageOf(document: string): Page {
  const tokens = markdown.parse(withoutComments(markdownOf(document)), {});
  const sections = sectionsOf(tokens);
  return {
    document,
    output: outputOf(document),
    title: sections[0]?.heading ?? document,
    links: tokens.flatMap((token) => linksOf(token, document)),
    html: markdown.renderer.render(tokens, markdown.options, {}),
    sections,
    hasDiagram: tokens.some(({ info }) => info === 'mermaid'),
  };
}

/** What generators and formatters leave in the text for themselves. */
function withoutComments(text: string): string {
  return text.replace(/^<!--.*-->\n/gm, '');
}

/** Gives each heading its anchor, and collects the text under it. */
function sectionsOf(tokens: readonly Token[]): Section[] {
  const anchors = new Anchors();
  const starts = tokens.flatMap((token, index) => (levelOf(token, tokens[index + 1]) ? [index] : []));
  return starts.map((start, index) => {
    const heading = headingOf(tokens[start + 1]);
    const anchor = anchors.of(heading);
    tokens[start].attrSet('id', anchor);
    const body = tokens.slice(start + 1, starts[index + 1]);
    const level = levelOf(tokens[start], tokens[start + 1])!;
    return { anchor, heading, level, text: textOf(body) };
  });
}

/** Of a heading, and of a paragraph that begins with words in bold, which are what it is about. */
function levelOf({ type, tag, level }: Token, next?: Token): number | undefined {
  if (type === 'heading_open') return Number(tag.slice(1));
  const isEntry = type === 'paragraph_open' && level === 0 && next?.content.startsWith('**');
  return isEntry ? LEVEL_OF_ENTRIES : undefined;
}

function headingOf(inline: Token): string {
  const end = (inline.children ?? []).findIndex(({ type }) => type === 'strong_close');
  const words = inline.content.startsWith('**') ? inline.children!.slice(0, end) : inline.children!;
  return words.map(({ content }) => content).join('');
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.type === 'fence' ? token.content : plainText(token)))
    .filter((text) => text !== '')
    .join(' ');
}

function plainText({ children }: Token): string {
  const words = (children ?? []).map(({ type, content }) => (/break$/.test(type) ? ' ' : content));
  return words.join('');
}

/** Leads the links of a token to pages of the site, and answers which documents they name. */
function linksOf({ children }: Token, document: string): string[] {
  const links = (children ?? []).filter(({ type }) => type === 'link_open');
  return links.flatMap((link) => {
    const [path, anchor] = String(link.attrGet('href')).split('#');
    if (path === '' || path.startsWith('https:')) return [];
    const named = documentOf(posix.join(posix.dirname(document), path));
    if (named === undefined) return [];
    const fragment = anchor === undefined ? '' : `#${anchor}`;
    link.attrSet('href', relative(outputOf(document), outputOf(named)) + fragment);
    return [named];
  });
}

/** The way from one file of the site to another. */
export function relative(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}
