import { RotationStrategy } from '../../catalogue';
import { notAllowed } from '../../arn/problems';
import { ENGINES, STRATEGIES, subjectOf } from '../../secret/subject';
import { CommandOption, OptionValues } from '../command';
import { WrongCall } from '../wrong-call';
import { NetworkAnswer, networkOf } from './network-answer';

/** What a new configuration is made of. What is not known is a placeholder in it. */
export interface Answers {
  readonly engine: string;
  readonly strategy: string;
  readonly region: string;
  readonly secret?: string;
  readonly masterSecret?: string;
  readonly network: NetworkAnswer;
  readonly everyDays: number;
}

/** What the configuration that the package comes with rotates. */
export const DEFAULTS = {
  engine: 'mysql',
  strategy: RotationStrategy.MULTI_USER as string,
  region: 'us-east-1',
  network: 'vpc',
  everyDays: 7,
} as const;

const MOST_DAYS = 1000;

export const ANSWER_OPTIONS: readonly CommandOption[] = [
  { flags: '--engine <engine>', description: `the database's engine: ${ENGINES.join(', ')}` },
  { flags: '--strategy <strategy>', description: `how it is rotated: ${STRATEGIES.join(', ')}` },
  { flags: '--region <region>', description: 'the AWS region, for example us-east-1' },
  { flags: '--secret <name>', description: 'the name or ARN of the secret to rotate' },
  {
    flags: '--master-secret <name>',
    description: "the name or ARN of the superuser's secret, or rds-managed with a network that is looked up",
  },
  {
    flags: '--network <network>',
    description:
      'none; lookup:DBINSTANCE or lookup-cluster:DBCLUSTER for the network of a database; vpc, or vpc: with the ids of VPC, subnets and database security groups, separated by commas',
  },
  { flags: '--every-days <days>', description: `the days between rotations, 1 to ${MOST_DAYS}` },
];

/** The names of the options under which answers are given. */
const NAMES = ['engine', 'strategy', 'region', 'secret', 'masterSecret', 'network', 'everyDays'];

export function hasAnswers(values: OptionValues): boolean {
  return NAMES.some((name) => values[name] !== undefined);
}

/** The answers that options give, with defaults for the rest. Fails for what is not allowed. */
export function answersOf(values: OptionValues): Answers {
  const { engine, strategy, region, network, everyDays } = { ...DEFAULTS, ...given(values) };
  checkChoice(engine, ENGINES);
  checkChoice(strategy, STRATEGIES);
  const { secret, masterSecret } = values;
  return {
    engine,
    strategy,
    region,
    secret,
    masterSecret,
    network: networkOf(network),
    everyDays: daysOf(everyDays),
  };
}

/** Whether the rotation function logs in as the superuser. */
export function wantsMasterSecret({ engine, strategy, masterSecret }: Answers): boolean {
  return masterSecret !== undefined || subjectOf(engine, strategy).readsMasterSecret;
}

function given(values: OptionValues): Record<string, any> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function checkChoice(value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new WrongCall(notAllowed(value, allowed));
}

function daysOf(value: string | number): number {
  const days = Number(value);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new WrongCall({
    code: 'NotDays',
    message: `--every-days ${JSON.stringify(value)} is not a whole number of days from 1 to ${MOST_DAYS}`,
  });
}
