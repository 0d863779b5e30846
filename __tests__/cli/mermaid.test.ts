import { join } from 'path';
import { stringify } from 'yaml';
import { FlowChart } from '../../src/cli/flow-chart';
import { ROTATION, withRotation, withStack } from '../support/configuration';
import { fileInRoot, ROOT } from '../support/examples';
import { call, Outcome, withFile } from './terminal';

const LABEL = '"[^"`<>]*(<br/>[^"`<>]*)*"';

/** The statements of Mermaid's language that charts are made of. A label in quotation marks may hold anything but these. */
const STATEMENTS = [
  /^flowchart LR$/,
  new RegExp(`^subgraph g\\d+\\[${LABEL}\\]$`),
  /^end$/,
  new RegExp(
    `^n\\d+(\\[${LABEL}\\]|\\(${LABEL}\\)|\\(\\[${LABEL}\\]\\)|\\[\\(${LABEL}\\)\\]|\\{\\{${LABEL}\\}\\})$`,
  ),
  new RegExp(`^n\\d+ (-->|-\\.->)\\|${LABEL}\\| n\\d+$`),
];

/** The lines of a chart that are no statements, and the boxes that are not closed. */
function problemsOf(chart: string): string[] {
  const lines = chart
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
  const begun = lines.filter((line) => line.startsWith('subgraph')).length;
  const ended = lines.filter((line) => line === 'end').length;
  return [
    ...lines.filter((line) => !STATEMENTS.some((statement) => statement.test(line))),
    ...(begun === ended ? [] : [`${begun} subgraphs, ${ended} ends`]),
  ];
}

async function draw(configuration: unknown): Promise<Outcome> {
  return withFile(stringify(configuration), (file) => call(['validate', file, '--format', 'mermaid']));
}

/** The labels of a chart's nodes by their ids. */
function labelsOf(chart: string): Record<string, string> {
  return Object.fromEntries(
    [...chart.matchAll(/^ *(n\d+)\W+"(.*?)"\W+$/gm)].map(([, id, label]) => [id, label]),
  );
}

/** The edges of a chart, with what their ends are called. */
function edgesOf(chart: string): string[] {
  const labels = labelsOf(chart);
  const edges = [...chart.matchAll(/^ *(n\d+) -\.?->?\|?>?\|?"(.*?)"\| (n\d+)$/gm)];
  return edges.map(([, from, label, to]) => `${labels[from]} ${label} ${labels[to]}`);
}

const FUNCTION =
  'SecretsManager-production-mysql-multi-user-private<br/>SecretsManagerRDSMySQLRotationMultiUser 1.1.671';

describe('secret-rotation validate --format mermaid', () => {
  test('draws functions, networks, endpoints, secrets and grants', async () => {
    const { status, out, err } = await call(['validate', join(ROOT, 'rotation.yaml'), '--format', 'mermaid']);

    expect(status).toBe(0);
    expect(err).toContain('0 errors, 0 warnings');
    expect(problemsOf(out)).toEqual([]);
    expect(out).toContain('subgraph g2["network private#58; vpc-0a1b2c3d4e5f60718"]');
    expect(edgesOf(out)).toEqual([
      `${FUNCTION} 3306 databases sg-0a1b2c3d4e5f60718`,
      `${FUNCTION} 443 endpoint of secretsmanager<br/>created`,
      `${FUNCTION} rotates every 7 days production/orders`,
      `${FUNCTION} read production/orders-master`,
    ]);
  });

  test('draws what several rotations share once', async () => {
    const rotations = { orders: ROTATION, items: { ...ROTATION, secret: 'production/items' } };
    const { out } = await draw(withStack({ rotations }));

    expect(Object.values(labelsOf(out)).sort()).toEqual(
      [
        FUNCTION,
        expect.stringMatching(/^databases sg-/),
        'endpoint of secretsmanager<br/>created',
        'production/items',
        'production/orders',
        'production/superuser',
      ].sort(),
    );
  });

  test('draws what RDS manages for each network by itself, and an endpoint that exists', async () => {
    const lookedUp = (dbInstance: string): object => ({
      lookup: { dbInstance },
      secretsManagerEndpoint: { existing: 'vpce-0a1b2c3d4e5f60718' },
    });
    const rotation = { ...ROTATION, masterSecret: 'rds-managed' };
    const { out } = await draw(
      withStack({
        networks: { one: lookedUp('one'), other: lookedUp('other') },
        rotations: {
          one: { ...rotation, secret: 'one', network: 'one' },
          other: { ...rotation, secret: 'other', network: 'other' },
        },
      }),
    );

    expect(problemsOf(out)).toEqual([]);
    expect(Object.values(labelsOf(out))).toEqual(
      expect.arrayContaining([
        'the master secret that RDS manages for one',
        'the master secret that RDS manages for other',
        'instance one',
        'endpoint of secretsmanager<br/>vpce-0a1b2c3d4e5f60718',
      ]),
    );
    expect(edgesOf(out).filter((edge) => edge.endsWith('describe instance other'))).toHaveLength(1);
  });

  test('draws every stack', async () => {
    const { out } = await call(
      ['validate', '-', '--format', 'mermaid'],
      `${fileInRoot('rotation.yaml')}
  second:
    region: eu-west-1
    rotations:
      orders: { engine: postgres, strategy: single-user, secret: orders, schedule: { everyDays: 7 } }
`,
    );

    expect(problemsOf(out)).toEqual([]);
    expect(out).toContain('["production (us-east-1)"]');
    expect(out).toContain('["second (eu-west-1)"]');
  });

  test('draws nothing that is wrong, and says what is', async () => {
    const { status, out, err } = await draw(withRotation({ engine: 'mysq' }));

    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('NotAllowed');
  });
});

describe('a label of a flow chart', () => {
  test.each([
    '"',
    '`',
    'end',
    '#35;',
    '<b>',
    ']',
    '")]',
    '|',
    '%%',
    ';',
    '$&',
    '\\n',
    '\n',
    'é',
    '\u{1f600}',
  ])('may hold %j', (text) => {
    const chart = new FlowChart();
    chart.group(text, () =>
      chart.edge(chart.node('one', 'box', [text]), text, chart.node('other', 'hexagon', [text, text])),
    );

    expect(problemsOf(chart.toString())).toEqual([]);
    expect(chart.toString().split('\n')).toHaveLength(7);
  });
});

test.each([
  ['__init__', '#95;#95;init#95;#95;'],
  ['production/_orders_/x', 'production/#95;orders#95;/x'],
  ['master_secret_of_orders', 'master_secret_of_orders'],
  ['admin@db.example.com', 'admin#64;db.example.com'],
  ['www.example.com', 'www#46;example.com'],
  ['WWW.example.com', 'WWW#46;example.com'],
  ['*orders*', '#42;orders#42;'],
])('a label means %s as text, not as Markdown', (text, expected) => {
  const chart = new FlowChart();
  chart.node('one', 'box', [text]);

  expect(chart.toString()).toContain(`n1["${expected}"]`);
});

describe('the chart of a fleet', () => {
  const fleet = (count: number, more: object = {}): Record<string, object> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `r${index}`,
        { ...ROTATION, secret: `s${index}`, masterSecret: `master-${index % 5}`, ...more },
      ]),
    );

  test('shows each of a hundred secrets', async () => {
    const { out } = await draw(withStack({ rotations: fleet(100) }));

    expect(Object.values(labelsOf(out)).filter((label) => /^s\d+$/.test(label))).toHaveLength(100);
  });

  test('shows what is alike once where there are more, and what is alone by itself', async () => {
    const alone = { ...ROTATION, secret: 'alone', masterSecret: 'master-0', schedule: { rate: '12 hours' } };
    const { out, err } = await draw(withStack({ rotations: { ...fleet(101), alone } }));
    const labels = Object.values(labelsOf(out));

    expect(problemsOf(out)).toEqual([]);
    expect(labels).toEqual(
      expect.arrayContaining([
        '101 secrets<br/>s0, s1, s2 and 98 more',
        '5 master secrets<br/>master-0, master-1, master-2 and 2 more',
        'alone',
      ]),
    );
    expect(labels.filter((label) => /^s\d+$/.test(label))).toEqual([]);
    expect(err).not.toContain('that Mermaid draws');
  });

  test('is told to be too large where it is', async () => {
    const rotations = fleet(170, { isolation: 'dedicated' });
    const { out, err } = await draw(withStack({ rotations }));

    expect(problemsOf(out)).toEqual([]);
    expect(err).toContain('The chart has more than the 500 edges or 50,000 characters that Mermaid draws');
  });
});
