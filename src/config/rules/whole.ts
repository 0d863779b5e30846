import {
  endpointCreatedTwice,
  NamedKind,
  namesCollide,
  secretRotatedTwice,
  tooManyRotations,
} from '../problems';
import { accountOf } from '../../arn/other-account';
import { nameOfSecret } from '../../arn/secret-arn';
import { Located } from '../finding';
import { Path } from '../../text/path';
import { RotationConfig } from '../model';
import { vpcOf } from '../service-access';
import { RotationGroup, rotationGroups } from '../rotation-group';
import { whoseStack } from './accounts';
import { endpointKey, usedNetworks } from './used-networks';

/** As many rotations as one stack plans and refreshes in a bearable time. */
const MOST_ROTATIONS = 500;

interface Place {
  readonly path: Path;
  readonly secret: string;
  /** What tells the account from others, as far as it is known. */
  readonly account: string | undefined;
}

/** A secret has one rotation. A second one, in whichever stack, would take it over at each deployment. */
export function secretsRotatedTwice(config: RotationConfig): Located[] {
  const places = Object.entries(config.stacks).flatMap(([name, stack]) =>
    Object.entries(stack.rotations).map(([rotation, { secret }]) => ({
      region: stack.region,
      path: ['stacks', name, 'rotations', rotation, 'secret'],
      account: accountOf(secret) ?? whoseStack(stack),
      secret,
    })),
  );
  const earlier = new Map<string, Namesakes>();
  return places.flatMap((place) => {
    const key = `${place.region} ${nameOfSecret(place.secret)}`;
    const namesakes = earlier.get(key) ?? new Namesakes();
    earlier.set(key, namesakes);
    const other = namesakes.add(place);
    return other === undefined
      ? []
      : [{ path: place.path, problem: secretRotatedTwice(place.secret, other.path) }];
  });
}

/** The places of one name in one region. */
class Namesakes {
  private first?: Place;
  private firstOfUnknown?: Place;
  private readonly firstOf = new Map<string, Place>();

  /** The first place before that may be of the same account. */
  public add(place: Place): Place | undefined {
    const { account } = place;
    const other = account === undefined ? this.first : (this.firstOf.get(account) ?? this.firstOfUnknown);
    this.first ??= place;
    if (account === undefined) this.firstOfUnknown ??= place;
    else if (other === undefined) this.firstOf.set(account, place);
    return other;
  }
}

/** Names are joined from parts that may have hyphens themselves, so that two different functions can get the same one. */
export function namesThatCollide(config: RotationConfig): Located[] {
  const first = new Map<string, Path>();
  return Object.entries(config.stacks).flatMap(([stack, entry]) =>
    rotationGroups(stack, entry).flatMap((group) => {
      const path = ['stacks', stack, 'rotations', group.rotations[0].name];
      return namesOf(group).flatMap(([kind, name]) => {
        const key = JSON.stringify([entry.region, whoseStack(entry), kind, name]);
        const other = first.get(key);
        if (other === undefined) first.set(key, path);
        return other === undefined ? [] : [{ path, problem: namesCollide(kind, name, other), atKey: true }];
      });
    }),
  );
}

/** What is made under a name. The stack usually has the function's, which is told of the function then. */
function namesOf({ functionName, named = {} }: RotationGroup): (readonly [NamedKind, string])[] {
  const { existing, code, stackName = functionName } = named;
  if (existing !== undefined) return [];
  const hasOther = code === undefined && stackName !== functionName;
  return [['function', functionName], ...(hasOther ? [['CloudFormation stack', stackName] as const] : [])];
}

/** A VPC has one endpoint with private DNS for a service, so that one stack only can create it. */
export function endpointsCreatedTwice(config: RotationConfig): Located[] {
  const first = new Map<string, Path>();
  return usedNetworks(config).flatMap((used) =>
    used.access
      .filter(({ endpoint }) => endpoint === 'create')
      .flatMap((way) => {
        const key = endpointKey(used, way);
        const other = first.get(key);
        if (other === undefined) first.set(key, used.path);
        return other === undefined || other[1] === used.path[1]
          ? []
          : [{ path: [...used.path, way.key], problem: endpointCreatedTwice(vpcOf(used.network), other) }];
      }),
  );
}

export function stacksTooLarge(config: RotationConfig): Located[] {
  return Object.entries(config.stacks)
    .map(([stack, { rotations }]) => ({ stack, count: Object.keys(rotations).length }))
    .filter(({ count }) => count > MOST_ROTATIONS)
    .map(({ stack, count }) => ({
      path: ['stacks', stack, 'rotations'],
      problem: tooManyRotations(count, MOST_ROTATIONS),
    }));
}
