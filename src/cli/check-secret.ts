import { optionNotAllowed, secretAsArgument, secretOnStandardInputTwice } from './problems';
import { checkSecret } from '../secret/check-secret';
import { MOST_BYTES } from '../secret/read-secret';
import { ENGINES, STRATEGIES } from '../secret/subject';
import { Command } from './command';
import { readInput } from './read-input';
import { report } from './report';
import { Terminal } from './terminal';
import { WrongCall } from './wrong-call';

const EXAMPLE = `echo '{"engine":"mysql","host":"orders.abc123.us-east-1.rds.amazonaws.com","username":"orders","password":"example"}' | secret-rotation check-secret - --engine mysql --strategy single-user`;

const NOTES = `No value of a secret is printed. What is found in the master secret has a path that starts with "master".
Exit status: 0 no error, 1 an error was found, 2 the call was wrong
The form of a secret: schemas/database-secret.schema.json`;

/** What stands in JSON, and in no option and hardly in the name of a file. */
const JSON_PART = /[{}["]/;

/** A name that a message may repeat: any other word may be a password. */
const NAME_OF_FILE = /^[\w./~-]{1,100}\.(json|txt|ya?ml)$/;

interface CheckSecretOptions {
  readonly engine: string;
  readonly strategy: string;
  readonly master?: string;
  readonly json?: boolean;
}

export const checkSecretCommand: Command = {
  name: 'check-secret',
  summary: 'find what keeps a secret from being rotated',
  args: [
    {
      name: '<file>',
      description: 'the file that holds the value of the secret, or - for the standard input',
    },
  ],
  options: [
    {
      flags: '--engine <engine>',
      description: `the database's engine: ${ENGINES.join(', ')}`,
      isRequired: true,
    },
    {
      flags: '--strategy <strategy>',
      description: `how it is rotated: ${STRATEGIES.join(', ')}`,
      isRequired: true,
    },
    {
      flags: '--master <file>',
      description: 'the file that holds the value of the master secret, or -',
    },
    { flags: '--json', description: 'print the findings as JSON' },
  ],
  example: EXAMPLE,
  notes: NOTES,
  run: ({ args: [file = '-'], values, terminal }) => {
    const { engine, strategy, master, json } = values as CheckSecretOptions;
    validate(file, { engine, strategy, master });
    const findings = checkSecret({
      engine,
      strategy,
      secret: read(file, 'the file of the secret', terminal),
      master: master === undefined ? undefined : read(master, 'the file of the master secret', terminal),
    });
    return report(file === '-' ? 'standard input' : file, findings, json === true, terminal);
  },
};

function validate(file: string, { engine, strategy, master }: CheckSecretOptions): void {
  if ([file, engine, strategy, master].some((given) => given && JSON_PART.test(given)))
    throw new WrongCall(secretAsArgument());
  if (!ENGINES.includes(engine)) throw new WrongCall(optionNotAllowed('--engine', engine, ENGINES));
  if (!STRATEGIES.includes(strategy)) {
    throw new WrongCall(optionNotAllowed('--strategy', strategy, STRATEGIES));
  }
  if (file === '-' && master === '-') throw new WrongCall(secretOnStandardInputTwice());
}

/** One character more than is allowed says that there is more. */
function read(file: string, title: string, terminal: Terminal): string {
  const { text, isLarger } = readInput(
    file,
    terminal.input,
    MOST_BYTES,
    NAME_OF_FILE.test(file) ? file : title,
  );
  return isLarger ? `${text} ` : text;
}
