import { posix } from 'path';

/** The links of a site's files that lead nowhere, as `file -> target`. */
export function brokenLinks(files: ReadonlyMap<string, string>): string[] {
  const anchors = new Map([...files].map(([file, text]) => [file, anchorsOf(text)]));
  return [...files]
    .filter(([file]) => file.endsWith('.html'))
    .flatMap(([file, text]) =>
      addressesOf(text)
        .filter((address) => !leads(file, address, anchors))
        .map((address) => `${file} -> ${address}`),
    );
}

/** What the elements of a page refer to, its text apart. */
function addressesOf(text: string): string[] {
  const tags = [...text.matchAll(/<(?:a|link|script|img)\s[^>]*>/g)].map(([tag]) => tag);
  return tags.flatMap((tag) => [...tag.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address]) => address));
}

function anchorsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/<[^>]+\sid="([^"]*)"/g)].map(([, anchor]) => anchor));
}

function leads(file: string, address: string, anchors: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (address.startsWith('https://')) return true;
  const [path, anchor] = decodeURI(address).split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  return anchor === undefined ? anchors.has(target) : anchors.get(target)?.has(anchor) === true;
}
