import { throwProblems } from '../../problem';
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
  throwProblems(PATH, placeProblems(props));
  const { accountId, allowsReaders = true } = props;
  return new PolicyDocument([
    statement(
      'AccountUsesItsSecrets',
      accountId,
      ROTATION,
      allSecrets(Place.of(props)),
      "who belongs to the account reads and rotates the account's own secrets",
    ),
    statement(
      'AccountMakesPasswords',
      accountId,
      ['secretsmanager:GetRandomPassword'],
      '*',
      'new passwords, for who belongs to the account; the action has no resource',
    ),
    ...(allowsReaders ? [readInBatches(accountId)] : []),
  ]);
}

function readInBatches(accountId: string): PolicyStatement {
  return statement(
    'AccountReadsInBatches',
    accountId,
    ['secretsmanager:BatchGetSecretValue'],
    '*',
    'several secrets in one call, for who belongs to the account; the action has no resource, and each secret is asked for as well',
  );
}

function statement(
  sid: string,
  accountId: string,
  actions: string[],
  resource: string,
  reason: string,
): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [PolicyPrincipal.anyone()],
    actions,
    resources: [resource],
    conditions: { StringEquals: { 'aws:PrincipalAccount': accountId } },
    reason,
  });
}
