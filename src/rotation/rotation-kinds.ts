import { Construct } from 'constructs';
import { isMadeBy } from '../made-by';
import { Problem, throwProblems } from '../problem';
import { propInvalid } from './problems';
import { isToken } from './tokens';

/** What a prop is to be. A program in JavaScript may give anything. */
interface Kind {
  readonly fits: (given: any) => boolean;
  readonly wanted: string;
}

/** What else is a text than what has a kind of its own. */
const TEXTS = [
  'applicationVersion',
  'architecture',
  'dbClusterArn',
  'dbInstanceArn',
  'excludeCharacters',
  'functionArn',
  'functionName',
  'handler',
  'kmsKeyArn',
  'logKmsKeyArn',
  'managedMasterSecretArn',
  'masterSecretKmsKeyArn',
  'permissionsBoundaryArn',
  'roleArn',
  'rolePath',
  'runtime',
  'stackName',
];

const BOOLEANS = ['internetAccess', 'managedMasterSecret', 'rotateImmediately'];

const TEXT: Kind = {
  fits: (given) => typeof given === 'string',
  wanted: 'text; write Token.asString(…) of what only Terraform knows',
};

/** Iterators give their values as tokens of any type. */
const SECRET: Kind = {
  fits: (given) => typeof given === 'string' || isToken(given),
  wanted: "secret's name or ARN",
};

const BOOLEAN: Kind = {
  fits: (given) => typeof given === 'boolean' || isToken(given),
  wanted: 'boolean; write true or false',
};

const KINDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, TEXT])),
  ...Object.fromEntries(BOOLEANS.map((name) => [name, BOOLEAN])),
  provider: {
    fits: (given) => Construct.isConstruct(given) && 'terraformResourceType' in given,
    wanted: 'provider; write new AwsProvider(stack, …), for example',
  },
  secret: SECRET,
  masterSecret: SECRET,
  schedule: {
    fits: (given) => isMadeBy('RotationSchedule', given),
    wanted: 'schedule; write RotationSchedule.everyDays(30), for example',
  },
  application: {
    fits: (given) => isMadeBy('RotationApplication', given),
    wanted: 'application; write RotationApplication.MYSQL_SINGLE_USER, for example',
  },
  code: {
    fits: (given) => isMadeBy('RotationFunctionCode', given),
    wanted: 'code; write RotationFunctionCode.zip, for example',
  },
  rotationFunction: {
    fits: (given) => Construct.isConstruct(given) && 'functionArn' in given,
    wanted: 'rotation function; write RotationFunction.fromFunctionArn for one that exists',
  },
  network: {
    fits: (given) => Construct.isConstruct(given) && 'subnetIds' in given,
    wanted: 'network; write RotationNetwork.vpc, for example',
  },
  redshiftWarehouse: {
    fits: (given) => isMadeBy('RedshiftWarehouse', given),
    wanted: 'warehouse; write RedshiftWarehouse.serverless() or RedshiftWarehouse.cluster',
  },
};

/** Fails when something among the props of a construct is something else than its kind, or is missing. */
export function checkKinds(construct: Construct, props: unknown, required: readonly string[] = []): void {
  throwProblems(construct.node.path, kindProblems(props, required));
}

/** What among the props of a construct is something else than its kind, or is missing. */
function kindProblems(props: unknown, required: readonly string[]): Problem[] {
  if (typeof props !== 'object' || props === null) return [propInvalid('props', props, 'mapping of props')];
  return Object.entries(KINDS).flatMap(([name, { fits, wanted }]) => {
    const given = (props as Record<string, unknown>)[name];
    if (given === undefined && !required.includes(name)) return [];
    return fits(given) ? [] : [propInvalid(name, given, wanted)];
  });
}
