import { StandIn } from '../src/rehearsal/stand-in';

const CREATE_GROUP = new URLSearchParams({
  Action: 'CreateSecurityGroup',
  GroupName: 'once',
  GroupDescription: 'once',
  Version: '2016-11-15',
});

let standIn: StandIn;

beforeEach(async () => {
  standIn = await StandIn.start();
});

afterEach(() => standIn.stop());

describe('a request to the stand-in', () => {
  test('that is made again, because its answer was lost on the way, is answered as it was at first', async () => {
    const first = await createGroup('invocation-1');
    const again = await createGroup('invocation-1');

    expect(again).toEqual(first);
    expect(again.status).toBe(200);
    expect((await standIn.ledger()).operations).toEqual(['CreateSecurityGroup']);
  });

  test('that asks anew for what is there is refused', async () => {
    await createGroup('invocation-1');

    const other = await createGroup('invocation-2');

    expect(other.status).toBe(400);
    expect(other.text).toContain('InvalidGroup.Duplicate');
  });
});

async function createGroup(invocation: string): Promise<{ status: number; text: string }> {
  const response = await fetch(standIn.environment.AWS_ENDPOINT_URL!, {
    method: 'POST',
    body: CREATE_GROUP,
    headers: {
      Authorization: 'AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/ec2/aws4_request',
      'Amz-Sdk-Invocation-Id': invocation,
    },
  });
  return { status: response.status, text: await response.text() };
}
