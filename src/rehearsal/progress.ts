import { plainText } from './terminal';

/** Terraform's own lines on a resource, wherever the command line of CDKTF puts them. */
const RESOURCE = /(?<!\S)(aws_\S+): (Creation|Destruction|Modifications) complete after (\S+)/;

/** Picks what has been done out of the output of `cdktf deploy` or `cdktf destroy`, and says each thing once. */
export function progressOf(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    const [, address, action, duration] = RESOURCE.exec(plainText(line)) ?? [];
    const news = address && `${DONE[action]} ${address} (${duration})`;
    if (!news || said.has(news)) return;
    said.add(news);
    say(news);
  };
}

const DONE: Readonly<Record<string, string>> = {
  Creation: 'created',
  Destruction: 'destroyed',
  Modifications: 'changed',
};
