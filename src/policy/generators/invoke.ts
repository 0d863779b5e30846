import { throwProblems } from '../../problem';
import { inputProblems, placeProblemsOf } from '../../arn/inputs';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyStatement } from '../policy-statement';
import { secretArnsInPolicy } from '../../arn/secret-arn';

/** Which function Secrets Manager invokes. */
export interface InvokePolicyProps extends PolicyPlaceProps {
  /**
   * The function's name.
   */
  readonly functionName: string;

  /**
   * The ARN of the only secret that the function rotates. A function that rotates several secrets must not have it: Lambda
   * would refuse the others.
   *
   * @default - any secret of the account
   */
  readonly secretArn?: string;
}

const PATH = 'RotationPolicies.invoke';

const ANY_SECRET = 'secrets of this account only; a source ARN would shut out all secrets but one';

const ONE_SECRET = 'this secret of this account only: Lambda refuses every other that names the function';

/** The policy of a rotation function that lets Secrets Manager invoke it. */
export function invokePolicy(props: InvokePolicyProps): PolicyDocument {
  const secretArns = props.secretArn === undefined ? [] : [props.secretArn];
  throwProblems(PATH, [
    ...placeProblems(props),
    ...inputProblems('functionName', 'functionName', [props.functionName]),
    ...inputProblems('secretArn', 'secretArn', secretArns),
    ...placeProblemsOf('secretArn', secretArns, Place.of(props), true),
  ]);
  const { accountId, functionName, secretArn } = props;
  return new PolicyDocument([
    new PolicyStatement({
      sid: 'SecretsManagerInvokesRotationFunction',
      principals: [PolicyPrincipal.service('secretsmanager.amazonaws.com')],
      actions: ['lambda:InvokeFunction'],
      resources: [Place.of(props).arn('lambda', `function:${functionName}`)],
      conditions: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ...(secretArn === undefined ? {} : { ArnEquals: { 'aws:SourceArn': secretArnsInPolicy(secretArn) } }),
      },
      reason: `Secrets Manager invokes the function for ${secretArn === undefined ? ANY_SECRET : ONE_SECRET}`,
    }),
  ]);
}
