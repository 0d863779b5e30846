import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { ExcludeCharacters, RotationApplication, RotationFunction } from '../../src';
import { RotationStack } from '../../src/app';
import { Synthesised, newStack, synthesise } from '../support/synthesised';
import { ROTATION, STACK } from '../support/configuration';

const STACK_TYPE = 'aws_serverlessapplicationrepository_cloudformation_stack';

const application = RotationApplication.MYSQL_SINGLE_USER;

function sent(excludeCharacters: (stack: TerraformStack) => string): string | undefined {
  const stack = synthesise((scope) => {
    new RotationFunction(scope, 'Function', { application, excludeCharacters: excludeCharacters(scope) });
  });
  return stack.resource(STACK_TYPE).parameters.excludeCharacters;
}

/** What the functions of a configuration are told to leave out. */
function sentByConfiguration(...lists: (string | undefined)[]): (string | undefined)[] {
  const rotations = Object.fromEntries(
    lists.map((excludeCharacters, index) => [
      `r${index}`,
      {
        ...ROTATION,
        strategy: 'single-user' as const,
        masterSecret: undefined,
        secret: `s${index}`,
        excludeCharacters,
      },
    ]),
  );
  const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
  const stack = new RotationStack(app, 'production', { ...STACK, rotations });
  return new Synthesised(stack).resources(STACK_TYPE).map(({ parameters }) => parameters.excludeCharacters);
}

describe('a function that is to leave characters out', () => {
  test('is told so', () => {
    expect(sent(() => ExcludeCharacters.DMS)).toBe(ExcludeCharacters.DMS);
    expect(sent(() => ExcludeCharacters.URL_SAFE)).toBe(ExcludeCharacters.URL_SAFE);
  });

  test('is told so with what Terraform knows', () => {
    const variable = (stack: TerraformStack): string =>
      new TerraformVariable(stack, 'characters', {}).stringValue;

    expect(sent(variable)).toBe('${var.characters}');
  });

  test.each([
    ['\t', 'ExcludedUnprintable'],
    ['/'.repeat(4097), 'ExcludedTooMany'],
    ['0123456789', 'ExcludedWholeClass'],
    ['url-safe', 'ExcludedNameAsCharacters'],
  ])('fails when it is given %j', (excludeCharacters, code) => {
    const build = () =>
      newStack((stack) => new RotationFunction(stack, 'Function', { application, excludeCharacters }));

    expect(build).toThrow(`(${code})`);
  });
});

describe('a function of an engine whose passwords cannot contain a character', () => {
  const build = (of: RotationApplication, excludeCharacters?: string) => () =>
    newStack((stack) => new RotationFunction(stack, 'Function', { application: of, excludeCharacters }));

  test.each([
    ['a double quote', RotationApplication.ORACLE_SINGLE_USER, '/@;'],
    ['a double quote', RotationApplication.ORACLE_MULTI_USER, '/@;'],
    ['a semicolon', RotationApplication.DB2_SINGLE_USER, '/@"'],
    ['a semicolon', RotationApplication.DB2_MULTI_USER, '/@"'],
  ])('fails when a list lacks %s', (_, of, excludeCharacters) => {
    expect(build(of, excludeCharacters)).toThrow('(ExcludedLacks)');
  });

  test.each([
    ['with a list that has it', RotationApplication.ORACLE_SINGLE_USER, '"'],
    ['with a list that has it', RotationApplication.DB2_SINGLE_USER, ';'],
    ['with a list for URLs', RotationApplication.DB2_MULTI_USER, ExcludeCharacters.URL_SAFE],
    ['with what Terraform knows', RotationApplication.ORACLE_SINGLE_USER, '${var.characters}'],
    ['without a list', RotationApplication.ORACLE_SINGLE_USER, undefined],
    ['of an engine that takes all', RotationApplication.MYSQL_SINGLE_USER, '/'],
  ])('is made %s', (_, of, excludeCharacters) => {
    expect(build(of, excludeCharacters)).not.toThrow();
  });
});

describe('a configuration that leaves characters out', () => {
  test('may name a list', () => {
    expect(sentByConfiguration('dms')).toEqual([ExcludeCharacters.DMS]);
  });

  test('sends nothing for the application’s own choice, in one function with those that say nothing', () => {
    expect(sentByConfiguration('engine-default', undefined)).toEqual([undefined]);
  });

  test('has one function for the name of a list and for the list', () => {
    expect(sentByConfiguration('url-safe', ExcludeCharacters.URL_SAFE)).toHaveLength(1);
  });
});
