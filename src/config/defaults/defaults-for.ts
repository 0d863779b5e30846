import { Path } from '../../text/path';

/** The mappings of defaults from which a mapping gets what it leaves out: a stack, or an entry of one. */
export function defaultsFor(mapping: Path): Path[] {
  const [top, stack] = mapping;
  if (top !== 'stacks' || mapping.length < 2 || mapping[2] === 'defaults') return [];
  return [['defaults'], ...(mapping.length === 4 ? [['stacks', stack, 'defaults']] : [])];
}
