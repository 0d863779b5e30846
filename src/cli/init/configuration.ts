import { FRAMEWORK } from '../../framework';
import { stringify } from 'yaml';
import { Answers, wantsMasterSecret } from './answers';
import { idsOf, NetworkAnswer } from './network-answer';

const STRATEGIES: Readonly<Record<string, string>> = {
  'multi-user': 'with two users in turn',
  'single-user': 'with a single user',
};

const ENGINES: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  postgres: 'PostgreSQL',
  oracle: 'Oracle',
  sqlserver: 'SQL Server',
  db2: 'Db2',
  mongodb: 'MongoDB',
  redshift: 'Redshift',
};

const SCHEMA = `node_modules/${FRAMEWORK.ownPackage}/schemas/rotation-config.schema.json`;

/** What stands where an answer was not given. */
const PLACEHOLDERS = {
  vpc: [['vpc-0a1b2c3d4e5f60718', "the id of the database's VPC"]],
  subnet: [
    ['subnet-0a1b2c3d4e5f60718', 'the id of a private subnet of that VPC'],
    ['subnet-0a1b2c3d4e5f60719', 'the id of another, in another availability zone'],
  ],
  sg: [['sg-0a1b2c3d4e5f60718', "the id of the database's security group"]],
  secret: ['production/orders', 'the name or ARN of the secret to rotate'],
  masterSecret: ['production/orders-master', "the name or ARN of the superuser's secret"],
} as const;

/** A configuration that synthesises as it stands, with a remark wherever something has to be filled in. */
export function configurationText(answers: Answers): string {
  const { region, network } = answers;
  const { name, lines } = networkLines(network);
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    ...heading(answers),
    'version: 1',
    'stacks:',
    '  production:',
    `    region: ${scalar(region)}`,
    ...lines,
    ...rotationLines(answers, name),
    '',
  ].join('\n');
}

function heading({ engine, strategy, everyDays, network }: Answers): string[] {
  const days = everyDays === 1 ? 'every day' : `every ${everyDays} days`;
  const where = {
    none: '',
    vpc: ', in a VPC without internet access',
    lookup: ', in the network of its database',
  };
  return [
    `# One ${ENGINES[engine]} secret, rotated ${days} ${STRATEGIES[strategy]}${where[network.kind]}.`,
    '# It synthesises as it stands. Before you deploy it, replace each placeholder. README.md says where all settings are described.',
  ];
}

function networkLines(network: NetworkAnswer): { name?: string; lines: string[] } {
  if (network.kind === 'none') return { lines: [] };
  const name = network.kind === 'vpc' ? 'private' : 'database';
  const content =
    network.kind === 'vpc'
      ? vpcLines(network.ids)
      : [`lookup: { ${network.key}: ${scalar(network.database)} }`];
  const lines = [...content, 'secretsManagerEndpoint: create'].map((line) => `        ${line}`);
  return { name, lines: ['    networks:', `      ${name}:`, ...lines] };
}

function vpcLines(ids: readonly string[]): string[] {
  const [vpc] = idLines('vpc', ids);
  const groups = ids.length === 0 || idsOf('sg', ids).length > 0 ? idLines('sg', ids) : [];
  return [
    `vpcId: ${vpc}`,
    'subnetIds:',
    ...idLines('subnet', ids).map((line) => `  - ${line}`),
    ...(groups.length > 0 ? ['databaseSecurityGroupIds:', ...groups.map((line) => `  - ${line}`)] : []),
  ];
}

function idLines(kind: 'vpc' | 'subnet' | 'sg', ids: readonly string[]): string[] {
  return ids.length > 0 ? idsOf(kind, ids).map(scalar) : PLACEHOLDERS[kind].map(placeholder);
}

function rotationLines(answers: Answers, network: string | undefined): string[] {
  const { engine, strategy, secret, masterSecret, everyDays } = answers;
  const lines = [
    `engine: ${engine}`,
    `strategy: ${strategy}`,
    `secret: ${secret === undefined ? placeholder(PLACEHOLDERS.secret) : scalar(secret)}`,
    wantsMasterSecret(answers) &&
      `masterSecret: ${masterSecret === undefined ? placeholder(PLACEHOLDERS.masterSecret) : scalar(masterSecret)}`,
    network && `network: ${network}`,
    `schedule: { everyDays: ${everyDays} }`,
  ].filter(Boolean);
  return ['    rotations:', '      orders:', ...lines.map((line) => `        ${line}`)];
}

function placeholder([value, meaning]: readonly [string, string]): string {
  return `${value} # placeholder: ${meaning}`;
}

/** A text as YAML has it on one line. */
function scalar(value: string): string {
  return stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN', singleQuote: true }).trim();
}
