import { arnIncomplete, arnOfAnotherKind } from './problems';
import { Problem } from '../problem';

const ACCOUNT_DIGITS = 12;

/** What the ARNs of a service, or of one of its types of resource, stand for. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['secretsmanager:secret', 'a secret'],
  ['kms:key', 'a KMS key'],
  ['kms:alias', 'an alias, while policies name the key itself'],
  ['lambda:function', 'a Lambda function'],
  ['serverlessrepo', 'an application in the Serverless Application Repository'],
  ['rds', 'something in Amazon RDS'],
  ['iam:role', 'an IAM role'],
  ['iam', 'an IAM identity'],
]);

/** The form that a key's values are to have. */
export interface WantedArn {
  /** For example `arn:PARTITION:kms:REGION:ACCOUNT:key/ID`. */
  readonly shape: string;
  readonly title: string;
  readonly example: string;
}

/** What keeps a text that begins as an ARN from being the one that is wanted. Others are judged as names. */
export function arnProblem(given: unknown, { shape, title, example }: WantedArn): Problem | undefined {
  if (typeof given !== 'string' || !given.startsWith('arn:')) return undefined;
  const kind = kindOf(given);
  if (kind !== kindOf(shape)) return arnOfAnotherKind(given, kind, title, example);
  return arnIncomplete(given, shape, lackOf(given, shape));
}

function kindOf(arn: string): string {
  const [, , service = '', , , resource = ''] = arn.split(':');
  const [type] = resource.split('/');
  return KINDS.get(`${service}:${type}`) ?? KINDS.get(service) ?? `something in ${service || 'no service'}`;
}

function lackOf(arn: string, shape: string): string {
  const [parts, wanted] = [arn, shape].map((text) => text.split(':'));
  const account = parts[4] ?? '';
  if (parts.length !== wanted.length) return `it has ${parts.length} parts of ${wanted.length}`;
  return account.length === ACCOUNT_DIGITS
    ? 'one of its parts is empty or has characters that do not belong there'
    : `its account has ${account.length} digits of ${ACCOUNT_DIGITS}`;
}
