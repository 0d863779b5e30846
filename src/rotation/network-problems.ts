import * as QUOTAS from '../catalogue/quotas.json';
import { securityGroupsTooMany, noWayToDatabase } from '../catalogue/problems';
import { Construct, IConstruct } from 'constructs';
import { InputKind, inputProblems } from '../arn/inputs';
import { emptyList } from '../arn/problems';
import { isListToken } from '../arn/token';
import { Problem } from '../problem';
import { referenceProblems } from './given-away';
import { isToken } from './tokens';
import { duplicateId, propInvalid, tooManyIds } from './problems';

/** As many subnets as Lambda takes, and as many security groups, where the quota has been raised. */
const MOST_IDS = 16;

const LISTS = {
  subnetIds: 'subnetId',
  endpointSubnetIds: 'subnetId',
  databaseSecurityGroupIds: 'securityGroupId',
  functionSecurityGroupIds: 'securityGroupId',
} as const satisfies Record<string, InputKind>;

const ENDPOINTS = [
  'secretsManagerEndpoint',
  'rdsEndpoint',
  'redshiftEndpoint',
  'redshiftServerlessEndpoint',
] as const;

type Ids = { readonly [name in keyof typeof LISTS]?: string[] };

type Endpoints = { readonly [name in (typeof ENDPOINTS)[number]]?: unknown };

/** What is wrong with what a network is given. What only Terraform knows passes, unless its expression gives it away. */
export function networkProblems(scope: IConstruct, props: Ids & Endpoints & { vpcId: string }): Problem[] {
  const { databaseSecurityGroupIds, functionSecurityGroupIds } = props;
  return [
    ...vpcProblems(scope, props.vpcId),
    ...idListProblems(scope, props),
    ...(databaseSecurityGroupIds || functionSecurityGroupIds ? [] : [noWayToDatabase()]),
    ...ENDPOINTS.filter((name) => props[name] !== undefined && !isEndpoint(props[name])).map((name) =>
      propInvalid(name, props[name], 'endpoint; make one, or take one that exists with fromId'),
    ),
  ];
}

export function vpcProblems(scope: IConstruct, vpcId: string): Problem[] {
  return [...inputProblems('vpcId', 'oneVpcId', [vpcId]), ...referenceProblems(scope, { vpcId })];
}

/** What is wrong with the lists of ids among some props. */
export function idListProblems(scope: IConstruct, props: Ids): Problem[] {
  return (Object.keys(LISTS) as (keyof Ids)[]).flatMap((name) => {
    const ids = props[name];
    return ids === undefined ? [] : listProblems(scope, name, ids);
  });
}

function listProblems(scope: IConstruct, name: keyof Ids, ids: string[]): Problem[] {
  if (!Array.isArray(ids)) return [propInvalid(name, ids, 'list of ids')];
  if (ids.length === 0) return [emptyList(name)];
  if (isListToken(ids[0])) return [];
  const duplicate = ids.find((id, index) => !isToken(id) && ids.indexOf(id) !== index);
  return [
    ...inputProblems(name, LISTS[name], ids),
    ...(duplicate === undefined ? [] : [duplicateId(name, duplicate)]),
    ...lengthProblems(name, ids.length),
    ...referenceProblems(scope, { [name]: ids }),
  ];
}

/** Groups of a function have a limit of their own. */
function lengthProblems(name: keyof Ids, count: number): Problem[] {
  const { securityGroupsPerFunction: mostGroups } = QUOTAS;
  if (name === 'functionSecurityGroupIds' && count > mostGroups)
    return [securityGroupsTooMany(count, mostGroups)];
  return count > MOST_IDS ? [tooManyIds(name, count, MOST_IDS)] : [];
}

/** Those of the application are no constructs. */
function isEndpoint(given: unknown): boolean {
  return Construct.isConstruct(given) || (typeof given === 'object' && given !== null && 'host' in given);
}
