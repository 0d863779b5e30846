import { partitionOf, RotationApplication } from '../../catalogue';
import { APPLICATIONS, findApplication } from '../../catalogue/find-application';
import { parameterErrors, parameterWarnings } from '../../catalogue/given-parameters';
import { ownFunctionProblems } from '../../catalogue/own-function';
import { isStackName } from '../../catalogue/physical-name';
import { stackNameMissing } from '../../catalogue/problems';
import { passwordProblems } from '../../catalogue/password-settings';
import { applicationArnProblems } from '../../arn/inputs';
import { parseArn } from '../../arn/arn';
import { FunctionConfig, StackConfig } from '../model';
import {
  applicationUnknown,
  arnOfFunctionElsewhere,
  existingFunctionElsewhere,
  functionApplicationVersionMissing,
  functionUnused,
  networkUnknown,
} from '../problems';
import { namedApplication } from '../rotation-functions';
import { Located } from '../finding';
import { Path } from '../../text/path';
import { mappings, Remark } from './remark';

/** The ARNs of a function that lie in its region, by the keys that lead to them. */
const IN_REGION: readonly (readonly [keys: readonly string[], find: (one: FunctionConfig) => unknown])[] = [
  [['kmsKeyArn'], ({ kmsKeyArn }) => kmsKeyArn],
  [['logs', 'kmsKeyArn'], ({ logs }) => logs?.kmsKeyArn],
  [['layers'], ({ layers }) => layers],
];

/** Functions that no rotation names; where a rotation names an unknown one, that may be meant. */
export function checkFunctionUse({ functions, rotations }: StackConfig): Remark[] {
  const known = mappings(functions).map(([name]) => name);
  const used = mappings(rotations).flatMap(([, { function: name }]) => name ?? []);
  if (used.some((name) => !known.includes(name))) return [];
  return known.filter((name) => !used.includes(name)).map((name) => [name, functionUnused(name)]);
}

/** What is wrong with a function by itself, at places in it. */
export function checkFunction(path: Path, one: FunctionConfig, stack: StackConfig): Located[] {
  const usual = usualApplication(String(path[path.length - 1]), stack);
  const found = one.code === undefined ? ofApplication(one, stack, usual) : ofOwn(one);
  return [...networkRemarks(one, stack), ...found, ...ofPlace(one, stack)].map(([keys, problem]) => ({
    path: [...path, ...keys],
    problem,
    atKey: keys.length === 2 && ['parameters', 'environment'].includes(keys[0]),
  }));
}

type Found = readonly [keys: readonly string[], problem: Located['problem']];

function networkRemarks({ network }: FunctionConfig, { networks }: StackConfig): Found[] {
  const known = Object.keys(networks ?? {});
  return network === undefined || known.includes(network)
    ? []
    : [[['network'], networkUnknown(network, known)]];
}

/** The application for what the rotations that name a function rotate. */
function usualApplication(name: string, stack: StackConfig): RotationApplication | undefined {
  const rotation = mappings(stack.rotations).find(([, { function: key }]) => key === name);
  return rotation && findApplication(rotation[1].engine, rotation[1].strategy);
}

function ofApplication(
  one: FunctionConfig,
  { region }: StackConfig,
  usual: RotationApplication | undefined,
): Found[] {
  const { application, applicationVersion, parameters, existing } = one;
  if (existing !== undefined) return [];
  const known = application === undefined ? usual : namedApplication(application);
  const version = applicationVersion ?? known?.versions[partitionOf(region)?.name ?? ''];
  const lacksVersion = application !== undefined && version === undefined;
  const warnings = known === undefined ? [] : parameterWarnings(known, parameters);
  return [
    ...namesNoStack(one),
    ...(known === undefined && application !== undefined ? unknownApplication(application) : []),
    ...(lacksVersion
      ? [[['applicationVersion'], functionApplicationVersionMissing(application)] as const]
      : []),
    ...[...parameterErrors(parameters), ...warnings].map(([name, problem]): Found => [
      ['parameters', name],
      problem,
    ]),
  ];
}

/** The stack of an application takes the function's name. */
function namesNoStack({ name, stackName }: FunctionConfig): Found[] {
  const isRight = name === undefined || stackName !== undefined || isStackName(name);
  return isRight ? [] : [[['name'], stackNameMissing(name)]];
}

function unknownApplication(application: string): Found[] {
  if (application.startsWith('arn:')) {
    return applicationArnProblems('application', [application]).map(({ code, message }) => [
      ['application'],
      { code: code === 'RepositoryAccountMistyped' ? code : 'ApplicationArnMalformed', message },
    ]);
  }
  const names = APPLICATIONS.map(({ name }) => name);
  return [[['application'], applicationUnknown(application, names)]];
}

function ofOwn(one: FunctionConfig): Found[] {
  return [...ownFunctionProblems(one, one.code?.image !== undefined), ...passwordProblems(one.password)];
}

function ofPlace(one: FunctionConfig, { region }: StackConfig): Found[] {
  const partition = partitionOf(region)?.name;
  if (partition === undefined) return [];
  const place = { region, partition };
  const elsewhere = IN_REGION.flatMap(([keys, find]) =>
    [find(one) ?? []]
      .flat()
      .map(String)
      .filter((arn) => liesElsewhere(arn, place))
      .map((arn): Found => [keys, arnOfFunctionElsewhere(arn, place)]),
  );
  const { existing = '' } = one;
  return liesElsewhere(existing, place)
    ? [...elsewhere, [['existing'], existingFunctionElsewhere(existing, place)]]
    : elsewhere;
}

interface RegionPlace {
  readonly region: string;
  readonly partition: string;
}

/** What is no ARN lies nowhere. */
function liesElsewhere(text: string, { region, partition }: RegionPlace): boolean {
  const arn = parseArn(text);
  return arn !== undefined && (arn.region !== region || arn.partition !== partition);
}
