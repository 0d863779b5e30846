import { isMapping } from '../text/mapping';

/** An id or ARN, or several, that Terraform reads in AWS Systems Manager. */
export interface SsmParameter {
  readonly name: string;
  /** Whether it stands in the place of a list. */
  readonly isList: boolean;
}

const KEY = 'ssmParameter';

/** No file can have such a text: expressions are refused in it. To all that judges texts it is one that only Terraform knows. */
const TEXT = /^\$\{ssmParameter(s?):(.*)\}$/;

/**
 * A configuration in which a text stands for each mapping that names a parameter, so that what it stands for is compared as
 * every other id is. In the place of a list it is the list's only item.
 */
export function withParameterTexts<T>(data: T): T {
  return replaced(data, (value, key) => {
    if (!isMapping(value)) return undefined;
    const { [KEY]: name, ...others } = value;
    if (typeof name !== 'string' || Object.keys(others).length > 0) return undefined;
    return isListKey(key) ? [textOf(name, true)] : textOf(name, false);
  });
}

/** The same configuration as its file has it. */
export function asWritten<T>(config: T): T {
  return replaced(config, (value) => {
    const parameter = parameterOf(value);
    return parameter && { [KEY]: parameter.name };
  });
}

/** A part of a configuration with something else for each parameter. */
export function withoutParameters<T>(part: T, replace: (parameter: SsmParameter, key: string) => unknown): T {
  return replaced(part, (value, key) => {
    const parameter = parameterOf(value);
    return parameter && replace(parameter, key);
  });
}

/** The parameter that a text, or the list of that text alone, stands for. */
export function parameterOf(value: unknown): SsmParameter | undefined {
  const isAlone = Array.isArray(value) && value.length === 1;
  const text: unknown = isAlone ? value[0] : value;
  const [, several, name] = (typeof text === 'string' && TEXT.exec(text)) || [];
  if (name === undefined || (several === 's') !== isAlone) return undefined;
  return { name, isList: isAlone };
}

function textOf(name: string, isList: boolean): string {
  return `\${ssmParameter${isList ? 's' : ''}:${name}}`;
}

function isListKey(key: string): boolean {
  return key.endsWith('Ids');
}

/** What has nothing to replace stays the same. The items of a list stand under its key with brackets. */
function replaced<T>(part: T, replace: (value: unknown, key: string) => unknown, key = ''): T {
  const other = replace(part, key);
  if (other !== undefined) return other as T;
  if (Array.isArray(part)) {
    const items: unknown[] = part.map((item) => replaced(item, replace, `${key}[]`));
    return items.every((item, index) => item === part[index]) ? part : (items as T);
  }
  if (!isMapping(part)) return part;
  const entries = Object.entries(part).map(
    ([name, value]) => [name, replaced(value, replace, name)] as const,
  );
  return entries.every(([name, value]) => value === part[name]) ? part : (Object.fromEntries(entries) as T);
}
