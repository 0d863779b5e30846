import { StandIn } from '../src/rehearsal/stand-in';

const APPLICATION =
  'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationSingleUser';

const DEPLOYMENT = {
  stackName: 'rotate',
  capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
  parameterOverrides: [
    { name: 'endpoint', value: 'https://secretsmanager.us-east-1.amazonaws.com' },
    { name: 'functionName', value: 'rotate' },
  ],
};

let standIn: StandIn;
let before: number;

beforeAll(async () => {
  standIn = await StandIn.start();
});

beforeEach(async () => {
  before = (await standIn.ledger()).history.length;
});

afterAll(() => standIn.stop());

describe('a request to the stand-in', () => {
  test('that is made again, because its answer was lost on the way, is answered as it was at first', async () => {
    const first = await createGroup('lost', '1');
    const again = await createGroup('lost', '1');

    expect(again).toEqual(first);
    expect(again.status).toBe(200);
    expect(await history()).toEqual(['CreateSecurityGroup']);
  });

  test('that asks anew for what is there is refused', async () => {
    await createGroup('anew', '1');

    const other = await createGroup('anew', '2');

    expect(other.status).toBe(400);
    expect(other.text).toContain('InvalidGroup.Duplicate');
  });
});

describe('a call that is to be disturbed', () => {
  test.each([
    ['refused', 400, 'InvalidParameterValue'],
    ['denied', 403, 'UnauthorizedOperation'],
    ['throttled', 503, 'RequestLimitExceeded'],
    ['error', 500, 'InternalError'],
  ] as const)('is answered as %s and not carried out, once', async (answer, status, code) => {
    await standIn.setFaults({ calls: [{ operation: 'CreateSecurityGroup', answer }] });

    const disturbed = await createGroup(answer, '1');
    const again = await createGroup(answer, '1');

    expect(disturbed).toMatchObject({ status, text: expect.stringContaining(`<Code>${code}</Code>`) });
    expect(again.status).toBe(200);
    expect(await history()).toEqual([`CreateSecurityGroup ${answer}`, 'CreateSecurityGroup']);
  });

  test('may be carried out in spite of its answer', async () => {
    await standIn.setFaults({
      calls: [{ operation: 'CreateSecurityGroup', answer: 'denied', carriedOut: true }],
    });

    expect((await createGroup('carried-out', '1')).status).toBe(403);
    expect((await createGroup('carried-out', '2')).text).toContain('InvalidGroup.Duplicate');
  });

  test('may lose its connection', async () => {
    await standIn.setFaults({ calls: [{ operation: 'CreateSecurityGroup', answer: 'none' }] });

    await expect(createGroup('none', '1')).rejects.toThrow();
    expect((await createGroup('none', '1')).status).toBe(200);
  });

  test('is told from others by what it contains, and as often as is said', async () => {
    await standIn.setFaults({
      calls: [{ operation: 'CreateSecurityGroup', answer: 'denied', of: 'GroupName=twice', times: 2 }],
    });

    expect((await createGroup('other', '1')).status).toBe(200);
    expect((await createGroup('twice', '1')).status).toBe(403);
    expect((await createGroup('twice', '1')).status).toBe(403);
    expect((await createGroup('twice', '1')).status).toBe(200);
  });
});

test('a CloudFormation stack of which no change set was executed keeps its id at the next one', async () => {
  const [first, again] = [await createChangeSet(), await createChangeSet()];

  expect(first).toMatch(/^arn:aws:cloudformation:us-east-1:\d{12}:stack\/serverlessrepo-rotate\//);
  expect(again).toBe(first);
});

/** What happened since the test began. */
async function history(): Promise<readonly string[]> {
  return (await standIn.ledger()).history.slice(before);
}

async function createGroup(name: string, attempt: string): Promise<{ status: number; text: string }> {
  const response = await call('', 'ec2', {
    body: new URLSearchParams({
      Action: 'CreateSecurityGroup',
      GroupName: name,
      GroupDescription: name,
      Version: '2016-11-15',
    }),
    headers: { 'Amz-Sdk-Invocation-Id': `${name}-${attempt}` },
  });
  return { status: response.status, text: await response.text() };
}

async function createChangeSet(): Promise<string> {
  const response = await call(
    `/applications/${encodeURIComponent(APPLICATION)}/changesets`,
    'serverlessrepo',
    {
      body: JSON.stringify(DEPLOYMENT),
      headers: { 'Content-Type': 'application/json' },
    },
  );
  return ((await response.json()) as { stackId: string }).stackId;
}

function call(path: string, service: string, { body, headers }: RequestInit): Promise<Response> {
  return fetch(`${standIn.environment.AWS_ENDPOINT_URL}${path}`, {
    method: 'POST',
    body,
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/${service}/aws4_request`,
      ...(headers as Record<string, string>),
    },
  });
}
