import { attributes } from '../data/terraform-policies.json';
import { isMapping } from '../../text/mapping';
import { Subject } from '../check/judge';
import { PolicyType } from '../policy-type';
import { policyOfPermission } from './permission';
import { plannedResources, PlannedResource } from './planned-resource';

/** A policy of a plan. */
export interface PlannedPolicy {
  readonly address: string;
  /** The attribute that holds it, for example `inline_policy[0].policy`; of a permission, the resource as a whole. */
  readonly attribute: string;
  readonly subject: Subject;
  readonly text: string;
}

/** The policies of a plan, and how many cannot be judged. */
export interface PlannedPolicies {
  readonly policies: readonly PlannedPolicy[];
  /** Those that are known after the apply only. */
  readonly unknown: number;
  /** Those that are marked as sensitive, so that no message may repeat a part of them. */
  readonly sensitive: number;
}

/** An attribute that holds a policy, and what the policy belongs to. */
interface PolicyAttribute {
  readonly path: readonly string[];
  readonly subject: Subject;
}

/** A place in a resource, which may be in a nested block. */
interface Place {
  readonly attribute: string;
  readonly value: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** What Lambda makes a statement of. */
const PERMISSIONS = ['aws_lambda_permission', 'aws_lambda_layer_version_permission'];

const BY_TYPE = attributesByType();

/** The policies that the JSON of a plan holds. Nothing where it is not that of a plan. */
export function plannedPolicies(plan: unknown): PlannedPolicies | undefined {
  const resources = plannedResources(plan);
  if (resources === undefined) return undefined;
  const places = resources.flatMap((resource) => placesIn(resource).map((place) => ({ resource, ...place })));
  const isKnown = ({ value }: Place): boolean => typeof value === 'string' && value.trim() !== '';
  const known = places.filter((place) => place.sensitive !== true && isKnown(place));
  return {
    policies: [
      ...known.map(({ resource, attribute, subject, value }) => ({
        address: resource.address,
        attribute,
        subject,
        text: value as string,
      })),
      ...resources.filter(({ type }) => PERMISSIONS.includes(type)).map(ofPermission),
    ],
    unknown: places.filter((place) => !isKnown(place) && place.unknown === true && isConfigured(place))
      .length,
    sensitive: places.filter((place) => place.sensitive === true && isKnown(place)).length,
  };
}

function isConfigured({ resource, attribute }: Place & { resource: PlannedResource }): boolean {
  return resource.configured?.includes(attribute.split(/[.[]/)[0]) ?? true;
}

function ofPermission(resource: PlannedResource): PlannedPolicy {
  const subject = { type: PolicyType.RESOURCE, service: 'lambda' };
  return {
    address: resource.address,
    attribute: '',
    subject,
    text: JSON.stringify(policyOfPermission(resource)),
  };
}

function placesIn(resource: PlannedResource): (Place & { subject: Subject })[] {
  const { type, values, unknown, sensitive } = resource;
  return (BY_TYPE.get(type) ?? []).flatMap(({ path, subject }) =>
    follow({ attribute: '', value: values, unknown, sensitive }, path).map((place) => ({
      ...place,
      subject,
    })),
  );
}

/** The places that a path leads to: one in each of a list's blocks. */
function follow(place: Place, [key, ...rest]: readonly string[]): Place[] {
  if (key === undefined) return [place];
  const inside: Place = {
    attribute: place.attribute === '' ? key : `${place.attribute}.${key}`,
    value: partOf(place.value, key),
    unknown: partOf(place.unknown, key),
    sensitive: partOf(place.sensitive, key),
  };
  return rest.length === 0 ? [inside] : blocksOf(inside).flatMap((block) => follow(block, rest));
}

function blocksOf({ attribute, value, unknown, sensitive }: Place): Place[] {
  const blocks = Array.isArray(value) ? value : [];
  return blocks.map((block, index) => ({
    attribute: `${attribute}[${index}]`,
    value: block,
    unknown: partOf(unknown, index),
    sensitive: partOf(sensitive, index),
  }));
}

/** A part of what is told of a value; all of it, where it is told of the whole. */
function partOf(value: unknown, key: string | number): unknown {
  if (value === true) return true;
  return isMapping(value) || Array.isArray(value)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function attributesByType(): ReadonlyMap<string, readonly PolicyAttribute[]> {
  const byType = new Map<string, PolicyAttribute[]>();
  Object.entries(attributes).forEach(([belongsTo, names]) => {
    const [type, service] = belongsTo.split(' ');
    names.split(' ').forEach((name) => {
      const [resource, ...path] = name.split('.');
      const one = { path, subject: { type: type as PolicyType, service } };
      byType.set(resource, [...(byType.get(resource) ?? []), one]);
    });
  });
  return byType;
}
