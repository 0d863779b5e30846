import { Command, InvalidArgumentError } from 'commander';

export interface Options {
  readonly secrets: readonly number[];
  readonly rounds: number;
  /** What is measured; everything by default. */
  readonly only?: readonly string[];
  /** A revision of this package to compare with. */
  readonly against?: string;
}

const MOST_SECRETS = 100_000;

/** What `--only` may name. */
export const PARTS = ['ours', 'ours-json', 'hand-written', 'aws-cdk', 'before', 'load', 'plan'];

const EXAMPLES = `
Parts: ${PARTS.join(', ')}

Examples:
  npm run bench
  npm run bench -- --secrets 1,100 --rounds 5 --only ours,hand-written
  npm run bench -- --secrets 10000 --only ours,before --against main~20

The table goes to the standard output, and with everything measured into bench/results.md too.`;

export function parseOptions(args: readonly string[]): Options {
  return new Command('npm run bench --')
    .description('Measures whole processes side by side, in turn: how long this package and others take.')
    .option(
      '--secrets <numbers>',
      'how many secrets, several with commas',
      numbers,
      [1, 10, 100, 1000, 10_000],
    )
    .option('--rounds <number>', 'how often each is measured', rounds, 5)
    .option('--only <parts>', 'measure these only, several with commas', parts)
    .option('--against <revision>', 'measure another revision of this package beside this one')
    .addHelpText('after', EXAMPLES)
    .parse(args, { from: 'user' })
    .opts();
}

function numbers(text: string): number[] {
  return text.split(',').map((part) => {
    const number = Number(part);
    if (Number.isInteger(number) && number >= 1 && number <= MOST_SECRETS) return number;
    throw new InvalidArgumentError(
      `${JSON.stringify(part)} is not a whole number from 1 to ${MOST_SECRETS}.`,
    );
  });
}

function rounds(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError(`${JSON.stringify(text)} is not a whole number of at least 1.`);
}

function parts(text: string): string[] {
  const given = text.split(',');
  const unknown = given.filter((part) => !PARTS.includes(part));
  if (unknown.length === 0) return given;
  throw new InvalidArgumentError(
    `${JSON.stringify(unknown[0])} is unknown; the parts are ${PARTS.join(', ')}.`,
  );
}
