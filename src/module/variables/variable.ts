import { expression, nestedBlock, Settings } from '../blocks';
import { Block } from '../hcl/block';
import { HclValue } from '../hcl/value';
import { NamedRule, oneOf } from './rules';
import { validateEach, validateOne } from './validation';

/** An input of a module. */
export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** Absent where a value has to be given. */
  readonly defaultValue?: HclValue;
  readonly isNullable?: boolean;
  readonly validations: readonly Block[];
}

/** How somebody else may own what a module makes. */
export const CREATE_OR_NONE = ['create', 'none'] as const;

/** Text that may be left out. */
export function nullable(name: string, rule: NamedRule, description: string): Variable {
  return {
    name,
    type: 'string',
    description,
    defaultValue: null,
    isNullable: true,
    validations: [validateOne(name, rule(name), true)],
  };
}

export function list(name: string, rule: NamedRule, description: string): Variable {
  return {
    name,
    type: 'list(string)',
    description,
    defaultValue: [],
    validations: [validateEach(name, rule(name))],
  };
}

/** One of several words, of which the first is the default. */
export function choice(name: string, description: string, ...allowed: readonly string[]): Variable {
  return {
    name,
    type: 'string',
    description,
    defaultValue: allowed[0],
    validations: [validateOne(name, oneOf(...allowed))],
  };
}

export function isRequired({ defaultValue }: Variable): boolean {
  return defaultValue === undefined;
}

export function variableBlock(variable: Variable): Block {
  const { name, type, description, defaultValue, isNullable, validations } = variable;
  const settings: Settings = {
    description,
    type: expression(type),
    default: defaultValue,
    nullable: isNullable || isRequired(variable) ? undefined : false,
  };
  return { type: 'variable', labels: [name], body: [...nestedBlock('', settings).body, ...validations] };
}
