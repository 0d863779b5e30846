import { accountOf } from '../../arn/other-account';
import { placeProblemsOf, requiredProblems } from '../../arn/inputs';
import { secretArnsInPolicy } from '../../arn/secret-arn';
import { Problem, throwProblems } from '../../problem';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyStatement } from '../policy-statement';
import { allSecrets } from './secrets';

/** Whose endpoint it is. */
export interface EndpointPolicyProps extends PolicyPlaceProps {
  /**
   * Whether applications in the VPC read secrets through the endpoint. With private DNS it serves the whole VPC.
   *
   * @default true
   */
  readonly allowsReaders?: boolean;

  /**
   * The ARNs of the secrets of other accounts that are read through the endpoint, such as master secrets. The account's own
   * need no mention.
   *
   * @default - none
   */
  readonly otherAccountSecretArns?: string[];
}

const PATH = 'RotationPolicies.endpoint';

const ROTATION = [
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
];

/** The policy of an interface endpoint for Secrets Manager. */
export function endpointPolicy(props: EndpointPolicyProps): PolicyDocument {
  const { accountId, allowsReaders = true, otherAccountSecretArns } = props;
  throwProblems(PATH, placeProblems(props));
  const place = Place.of(props);
  throwProblems(PATH, othersProblems(otherAccountSecretArns, place));
  const others = (otherAccountSecretArns ?? []).filter((arn) => accountOf(arn) !== accountId);
  return new PolicyDocument([
    statement(
      'AccountUsesItsSecrets',
      accountId,
      ROTATION,
      [allSecrets(place)],
      "who belongs to the account reads and rotates the account's own secrets",
    ),
    ...(others.length === 0 ? [] : [readOthers(accountId, others)]),
    statement(
      'AccountMakesPasswords',
      accountId,
      ['secretsmanager:GetRandomPassword'],
      ['*'],
      'new passwords, for who belongs to the account; the action has no resource',
    ),
    ...(allowsReaders ? [readInBatches(accountId)] : []),
  ]);
}

function othersProblems(arns: readonly string[] | undefined, place: Place): Problem[] {
  if (arns === undefined) return [];
  const name = 'otherAccountSecretArns';
  return [...requiredProblems(name, 'secretArn', arns), ...placeProblemsOf(name, arns, place)];
}

function readInBatches(accountId: string): PolicyStatement {
  return statement(
    'AccountReadsInBatches',
    accountId,
    ['secretsmanager:BatchGetSecretValue'],
    ['*'],
    'several secrets in one call, for who belongs to the account; the action has no resource, and each secret is asked for as well',
  );
}

function readOthers(accountId: string, secretArns: readonly string[]): PolicyStatement {
  return statement(
    'AccountReadsSecretsOfOthers',
    accountId,
    ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    secretArns.flatMap(secretArnsInPolicy),
    'who belongs to the account reads these secrets of other accounts, as far as their policies allow it',
  );
}

function statement(
  sid: string,
  accountId: string,
  actions: string[],
  resources: string[],
  reason: string,
): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [PolicyPrincipal.anyone()],
    actions,
    resources,
    conditions: { StringEquals: { 'aws:PrincipalAccount': accountId } },
    reason,
  });
}
