/** What stands for what only the request knows, as IAM writes it: a prefix, a colon and a name, or one of three characters. */
const VARIABLE = /\$\{(?:[A-Za-z][A-Za-z0-9.-]*:[^\s}'"]|[*?$]\})/;

/** What a variable of IAM starts with, spaces or not. */
const START = /^\s*([a-z][a-z0-9.-]*)\s*:\s*[A-Za-z]/;

/** A variable's name, with what is taken where it has no value. */
const WITH_DEFAULT = /^([^,]*),\s*(.*)$/;

interface Fault {
  /** What IAM Access Analyzer calls it. */
  readonly code: string;
  readonly reason: string;
}

/** Whether a text has a variable of IAM. What Terraform puts in later looks different: `${var.x}`, `${data.a.b.id}`. */
export function hasVariable(text: string): boolean {
  return text.includes('${') && VARIABLE.test(text);
}

/** What is wrong with the first variable of IAM in a text that has something wrong with it. */
export function variableFault(text: string): Fault | undefined {
  if (!text.includes('${')) return undefined;
  return text
    .split('${')
    .slice(1)
    .map(faultOf)
    .find((fault) => fault !== undefined);
}

function faultOf(rest: string): Fault | undefined {
  const end = rest.indexOf('}');
  const content = end < 0 ? rest : rest.slice(0, end);
  if (end < 0)
    return START.test(content)
      ? { code: 'MISSING_BRACE_IN_VARIABLE', reason: 'its closing brace is missing' }
      : undefined;
  if (content.trim() === '') return { code: 'EMPTY_VARIABLE', reason: 'it names nothing' };
  return START.test(content) ? faultInside(content) : undefined;
}

function faultInside(content: string): Fault | undefined {
  const [, name = content, instead] = WITH_DEFAULT.exec(content) ?? [];
  if (instead !== undefined && !/^'[^']*'$/.test(instead.trim()))
    return { code: 'MISSING_QUOTE_IN_VARIABLE', reason: 'what is taken instead stands in single quotes' };
  return /\s/.test(name)
    ? { code: 'UNSUPPORTED_SPACE_IN_VARIABLE', reason: 'its name has a space in it' }
    : undefined;
}
