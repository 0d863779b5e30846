import input from '@inquirer/input';
import select from '@inquirer/select';
import { rdsEnginesOf } from '../../catalogue/database-engines';
import { ENGINES, STRATEGIES, subjectOf } from '../../secret/subject';
import { OptionValues } from '../command';
import { DEFAULTS } from './answers';

interface Choice {
  readonly name: string;
  readonly value: string;
}

const NETWORKS: readonly Choice[] = [
  { name: 'the network of a database instance in RDS, looked up', value: 'lookup' },
  { name: 'the network of a database cluster in RDS, looked up', value: 'lookup-cluster' },
  { name: 'a VPC whose ids are filled in later', value: 'vpc' },
  { name: 'none: the database is reached from outside any VPC', value: 'none' },
];

/** Where it is asked, and where the answers come from. */
export interface Dialogue {
  readonly input?: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What is asked goes to the standard error, as everything about the run does. */
const ON_TERMINAL: Dialogue = { output: process.stderr };

/** Asks for whatever the options do not say. */
export async function ask(values: OptionValues, dialogue = ON_TERMINAL): Promise<OptionValues> {
  const { choose, text, askNetwork } = questions(dialogue);
  const engine = values.engine ?? (await choose("The database's engine", ENGINES, DEFAULTS.engine));
  const strategy = values.strategy ?? (await choose('How it is rotated', STRATEGIES, DEFAULTS.strategy));
  const region = values.region ?? (await text('The AWS region', DEFAULTS.region));
  const secret = values.secret ?? (await text('The name or ARN of the secret', 'production/orders'));
  const masterSecret =
    values.masterSecret ??
    (subjectOf(engine, strategy).readsMasterSecret
      ? await text("The name or ARN of the superuser's secret", 'production/orders-master')
      : undefined);
  const network = values.network ?? (await askNetwork(engine));
  const everyDays =
    values.everyDays ?? (await text('The days between rotations', String(DEFAULTS.everyDays)));
  return { ...values, engine, strategy, region, secret, masterSecret, network, everyDays };
}

/** The kinds of questions, asked where the dialogue is. */
function questions(dialogue: Dialogue) {
  const choose = (message: string, choices: readonly (string | Choice)[], value: string): Promise<string> =>
    select({ message, choices: choices.map(asChoice), default: value, pageSize: choices.length }, dialogue);
  const text = (message: string, value: string): Promise<string> =>
    input({ message, default: value }, dialogue);
  const askNetwork = async (engine: string): Promise<string> => {
    const networks = NETWORKS.filter(({ value }) => !isLookUp(value) || rdsEnginesOf(engine).length > 0);
    const kind = await choose('The network of the rotation function', networks, networks[0].value);
    return isLookUp(kind) ? `${kind}:${await text("The database's identifier", 'orders')}` : kind;
  };
  return { choose, text, askNetwork };
}

function isLookUp(network: string): boolean {
  return network.startsWith('lookup');
}

function asChoice(choice: string | Choice): Choice {
  return typeof choice === 'string' ? { name: choice, value: choice } : choice;
}
