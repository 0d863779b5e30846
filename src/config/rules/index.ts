import { checkExpectation } from '../../secret/expectation';
import { isManagedSecret } from '../../secret/master-arn-rule';
import { Located } from '../finding';
import { isMapping } from '../../text/mapping';
import { Path } from '../../text/path';
import { AssumeRoleConfig, RDS_MANAGED, RotationConfig, RotationEntry, StackConfig } from '../model';
import { accountOfStack, checkAccounts, checkRoleAccount, checkSecretAccount } from './accounts';
import { checkAliases } from './aliases';
import { checkArnPlaces, checkArns } from './arns';
import { checkAssumedRole } from './assumed-role';
import { checkAvailability } from './availability';
import { checkExcluded } from './excluded-characters';
import { checkManagedMasterSecret, checkManagedSecrets, checkMasterSecret } from './master-secret';
import { checkNames } from './names';
import { checkFunction, checkFunctionUse } from './functions';
import { checkFunctionName, checkFunctionSettings } from './function-use';
import { completeRotation, longestUserNameOf } from '../rotation-functions';
import { checkLookUp, checkNetwork, checkNetworkUse, checkPlace } from './network';
import { checkFips, checkRegion, checkStateRegion } from './region';
import { mappings, Remark } from './remark';
import { checkSchedule } from './schedule';
import { checkTags } from './tags';

/** What says how a function reaches the database. */
const ROUTES = ['lookup', 'databaseSecurityGroupIds', 'functionSecurityGroupIds'];

/** What says whose password is changed, and with whose credentials. */
const CREDENTIALS = ['engine', 'strategy', 'secret', 'masterSecret', 'masterSecretKmsKeyArn'];

/** What may be given by an ARN. */
const ARNS = ['secret', 'masterSecret', 'kmsKeyArn', 'masterSecretKmsKeyArn'];

/** What says which account a stack is in. */
const ACCOUNTS = ['assumeRole', 'allowedAccountIds'];

/** Whether a part of the configuration has the form that the schema wants. */
export type HasForm = (path: Path) => boolean;

/**
 * What is wrong with a configuration although it has the right form. What has not is passed over, so that everything else
 * is still judged.
 */
export function ruleFindings(config: RotationConfig, hasForm: HasForm): Located[] {
  return [
    ...checkNames(config),
    ...mappings(config.stacks).flatMap(([name, stack]) => stackFindings(['stacks', name], stack, hasForm)),
  ];
}

function stackFindings(path: Path, stack: StackConfig, hasForm: HasForm): Located[] {
  return [
    ...at(path, ['region'], hasForm, () => checkRegion(stack)),
    ...at([...path, 'backend', 's3'], ['region'], hasForm, () => checkStateRegion(stack)),
    ...at(path, ['region', 'fips'], hasForm, () => checkFips(stack)),
    ...at(path, ACCOUNTS, hasForm, () => checkRoleAccount(stack)),
    ...at(path, ['tags'], hasForm, () => checkTags(stack)),
    ...assumedRoleFindings(path, stack, hasForm),
    ...(usesAreKnown([...path, 'rotations'], stack, hasForm)
      ? at([...path, 'networks'], [], hasForm, () => checkNetworkUse(stack))
      : []),
    ...(['networks', 'rotations'] as const).flatMap((kind) =>
      at(
        [...path, kind],
        [],
        () => true,
        () => checkAliases(stack[kind]),
      ),
    ),
    ...mappings(stack.networks).flatMap(([name, network]) =>
      at([...path, 'networks', name], ROUTES, hasForm, () => checkNetwork(network)),
    ),
    ...(functionsAreKnown([...path, 'rotations'], stack, hasForm)
      ? at([...path, 'functions'], [], hasForm, () => checkFunctionUse(stack))
      : []),
    ...mappings(stack.functions).flatMap(([name, one]) =>
      hasForm([...path, 'functions', name]) ? checkFunction([...path, 'functions', name], one, stack) : [],
    ),
    ...mappings(stack.rotations).flatMap(([name, rotation]) =>
      rotationFindings([...path, 'rotations', name], rotation, stack, hasForm),
    ),
    ...accountFindings(path, stack, hasForm),
  ];
}

/** The roles that Terraform assumes for what it deploys, and for its state. */
function assumedRoleFindings(
  path: Path,
  { region, assumeRole, backend }: StackConfig,
  hasForm: HasForm,
): Located[] {
  const uses: [Path, AssumeRoleConfig | undefined, string | undefined][] = [
    [path, assumeRole, region],
    [[...path, 'backend', 's3'], backend?.s3?.assumeRole, backend?.s3?.region],
  ];
  return uses.flatMap(([place, role, regionOfUse]) =>
    role === undefined
      ? []
      : at([...place, 'assumeRole'], ['roleArn', 'duration'], hasForm, () =>
          checkAssumedRole(role, regionOfUse),
        ),
  );
}

/** What is wrong with secrets in the account that the stack is in. */
function accountFindings(path: Path, stack: StackConfig, hasForm: HasForm): Located[] {
  const account = accountOfStack(stack);
  const isStated = ACCOUNTS.every((key) => hasForm([...path, key]));
  return mappings(stack.rotations).flatMap(([name, rotation]) => {
    const place = [...path, 'rotations', name];
    return [
      ...(isStated ? at(place, ['secret'], hasForm, () => checkSecretAccount(rotation, stack)) : []),
      ...at(place, ARNS, hasForm, () => checkAccounts(rotation, account)),
    ];
  });
}

/** Whether each rotation says which function it names. */
function functionsAreKnown(path: Path, stack: StackConfig, hasForm: HasForm): boolean {
  return usesAreKnown(path, stack, hasForm, 'function');
}

/** Whether each rotation says which network it uses. */
function usesAreKnown(path: Path, { rotations }: StackConfig, hasForm: HasForm, key = 'network'): boolean {
  return (
    isMapping(rotations) &&
    Object.entries(rotations).every(
      ([name, rotation]) => isMapping(rotation) && hasForm([...path, name, key]),
    )
  );
}

function rotationFindings(path: Path, given: RotationEntry, stack: StackConfig, hasForm: HasForm): Located[] {
  const rotation = completeRotation(given, stack);
  return [
    ...at(path, ['function'], hasForm, () => checkFunctionName(given, stack)),
    ...at(path, [...CREDENTIALS, 'function', 'network', 'port'], hasForm, () =>
      checkFunctionSettings(given, stack),
    ),
    ...at(path, CREDENTIALS, hasForm, () => checkMasterSecret(rotation, stack)),
    ...at(path, [...CREDENTIALS, 'redshiftWarehouse'], hasForm, () => checkManagedSecrets(rotation, stack)),
    ...at(path, ['secret', 'masterSecret'], hasForm, () => checkArns(rotation)),
    ...at(path, ARNS, hasForm, () => checkArnPlaces(rotation, stack)),
    ...at(path, ['network', 'port'], hasForm, () => checkPlace(rotation, stack)),
    ...at(path, ['network', 'engine'], hasForm, () => checkLookUp(rotation, stack)),
    ...at(path, [...CREDENTIALS, 'network'], hasForm, () => checkManagedMasterSecret(rotation, stack)),
    ...at([...path, 'schedule'], [], hasForm, () => checkSchedule(rotation)),
    ...at(path, ['strategy', 'availability'], hasForm, () => checkAvailability(rotation)),
    ...expectationFindings(path, rotation, stack, hasForm),
    ...at(path, ['engine', 'excludeCharacters'], hasForm, () => checkExcluded(rotation)),
  ];
}

/** What the secret is expected to hold is judged by engine and strategy. */
function expectationFindings(
  path: Path,
  rotation: RotationEntry,
  stack: StackConfig,
  hasForm: HasForm,
): Located[] {
  const { engine, strategy, expect, masterSecret } = rotation;
  const judged = ['engine', 'strategy', 'expect'].map((key) => [...path, key]);
  if (expect === undefined || !judged.every(hasForm)) return [];
  if (engine === undefined || strategy === undefined) return [];
  const longest = longestUserNameOf(rotation, stack);
  const isManaged = masterSecret === RDS_MANAGED || isManagedSecret(masterSecret);
  return checkExpectation({ ...expect }, engine, strategy, isManaged, longest).map(({ key, problem }) => ({
    path: [...path, 'expect', key],
    problem,
  }));
}

/** The remarks about a part, unless one of the keys that they are about has not the right form. */
function at(path: Path, keys: readonly string[], hasForm: HasForm, check: () => Remark[]): Located[] {
  const judged = keys.length === 0 ? [path] : keys.map((key) => [...path, key]);
  if (!judged.every(hasForm)) return [];
  return check().map(([key, problem]) => ({ path: [...path, key], problem }));
}
