import { throwProblems } from '../../problem';
import { placeProblemsOf, requiredProblems } from '../../arn/inputs';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyStatement } from '../policy-statement';
import { withDistinctSids } from '../distinct-sids';
import { rotatedTogether, secretsByFunctionProblems } from './secrets-by-function';
import { secretResources } from './secrets';

/** What an operator looks after. */
export interface OperationsPolicyProps extends PolicyPlaceProps {
  /**
   * The names or ARNs of the rotated secrets.
   */
  readonly secrets: string[];

  /**
   * The names of the rotation functions.
   */
  readonly functionNames: string[];

  /**
   * Which of the secrets, as they stand in `secrets`, each of the functions rotates, by the function's name. Each secret stands
   * under one at least.
   *
   * @default - each function may rotate each of the secrets
   */
  readonly secretsByFunction?: Record<string, string[]>;
}

const PATH = 'RotationPolicies.operations';

/** The policy of who looks after rotations from day to day. It reads no secret's value. */
export function operationsPolicy(props: OperationsPolicyProps): PolicyDocument {
  throwProblems(PATH, [
    ...placeProblems(props),
    ...requiredProblems('secrets', 'secret', props.secrets),
    ...placeProblemsOf('secrets', props.secrets, Place.of(props), true),
    ...requiredProblems('functionNames', 'functionName', props.functionNames),
    ...secretsByFunctionProblems(props),
  ]);
  const place = Place.of(props);
  const secrets = resourcesOf(props, place);
  const functionArns = arnsOf(props, place);
  const rotations = rotatedTogether(props);
  return new PolicyDocument([
    seeSecrets(secrets),
    listSecrets(),
    ...withDistinctSids(rotations.map((one) => rotateNow(resourcesOf(one, place), arnsOf(one, place)))),
    giveUp(secrets),
    runFunctions(functionArns),
    readLogs(props, place),
  ]);
}

type Rotated = Pick<OperationsPolicyProps, 'secrets' | 'functionNames'>;

function resourcesOf({ secrets }: Rotated, place: Place): string[] {
  return secrets.flatMap((secret) => secretResources(secret, place));
}

function arnsOf({ functionNames }: Rotated, place: Place): string[] {
  return functionNames.map((name) => place.arn('lambda', `function:${name}`));
}

function seeSecrets(resources: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'SeeSecrets',
    actions: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetResourcePolicy',
      'secretsmanager:ListSecretVersionIds',
    ],
    resources,
    reason: 'when a secret was rotated, and with what; not its value',
  });
}

function listSecrets(): PolicyStatement {
  return new PolicyStatement({
    sid: 'ListSecrets',
    actions: ['secretsmanager:ListSecrets'],
    resources: ['*'],
    reason: 'the console starts with the list; the action has no resource',
  });
}

/** A rotation out of turn names no function and no rules, which RotateSecret would set as well. */
function rotateNow(resources: string[], functionArns: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'RotateNow',
    actions: ['secretsmanager:RotateSecret'],
    resources,
    conditions: {
      ArnEqualsIfExists: { 'secretsmanager:RotationLambdaARN': functionArns },
      BoolIfExists: { 'secretsmanager:ModifyRotationRules': 'false' },
    },
    reason: 'rotates out of turn, with no other function and on no other schedule',
  });
}

function giveUp(resources: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'GiveUpRotation',
    actions: ['secretsmanager:CancelRotateSecret'],
    resources,
    reason: 'gives up a rotation that is stuck, which also turns the rotation of the secret off',
  });
}

function runFunctions(resources: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'RunFunctions',
    actions: ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
    resources,
    reason: 'Secrets Manager rotates now only for who may invoke the function',
  });
}

function readLogs({ functionNames }: OperationsPolicyProps, place: Place): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadLogs',
    actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
    resources: functionNames.map((name) => place.arn('logs', `log-group:/aws/lambda/${name}:*`)),
    reason: 'why a rotation failed stands in the log of the function',
  });
}
