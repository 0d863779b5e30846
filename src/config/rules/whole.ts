import { endpointCreatedTwice, namesCollide, secretRotatedTwice, tooManyRotations } from '../problems';
import { parseArn } from '../../arn/arn';
import { nameOfSecret } from '../../arn/secret-arn';
import { Located } from '../finding';
import { Path } from '../../text/path';
import { RotationConfig, StackConfig } from '../model';
import { accessTo, REACHED_SERVICES, ServiceAccess, vpcOf } from '../service-access';
import { rotationGroups } from '../rotation-group';

/** As many rotations as one stack plans and refreshes in a bearable time. */
const MOST_ROTATIONS = 500;

interface Place {
  readonly path: Path;
  readonly region: string;
  readonly secret: string;
}

interface VpcPlace {
  readonly path: Path;
  readonly region: string;
  readonly vpc: string;
}

/** A secret has one rotation. A second one, in whichever stack, would take it over at each deployment. */
export function secretsRotatedTwice(config: RotationConfig): Located[] {
  const places = Object.entries(config.stacks).flatMap(([stack, { region, rotations }]) =>
    Object.entries(rotations).map(([name, { secret }]): Place => {
      return { path: ['stacks', stack, 'rotations', name, 'secret'], region, secret };
    }),
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

/** The places of one name in one region. Of a secret that is given by its name the account is not known. */
class Namesakes {
  private first?: Place;
  private firstOfUnknown?: Place;
  private readonly firstOf = new Map<string, Place>();

  /** The first place before that may be of the same account. */
  public add(place: Place): Place | undefined {
    const account = parseArn(place.secret)?.account;
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
    rotationGroups(stack, entry).flatMap(({ functionName, rotations: [{ name }] }) => {
      const path = ['stacks', stack, 'rotations', name];
      const key = `${entry.region} ${functionName}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, path);
      return other === undefined ? [] : [{ path, problem: namesCollide(functionName, other), atKey: true }];
    }),
  );
}

/** A VPC has one endpoint with private DNS for a service, so that one stack only can create it. */
export function endpointsCreatedTwice(config: RotationConfig): Located[] {
  return REACHED_SERVICES.flatMap((service) => {
    const { key } = service;
    const first = new Map<string, Path>();
    return networksThatCreate(config, (stack) => accessTo(service, stack)).flatMap(
      ({ path, region, vpc }) => {
        const other = first.get(`${region} ${vpc}`);
        if (other === undefined) first.set(`${region} ${vpc}`, path);
        return other === undefined || other[1] === path[1]
          ? []
          : [{ path: [...path, key], problem: endpointCreatedTwice(vpc, other) }];
      },
    );
  });
}

/** What an endpoint is created for. */
function networksThatCreate(
  { stacks }: RotationConfig,
  accessOf: (stack: StackConfig) => ServiceAccess,
): VpcPlace[] {
  return Object.entries(stacks).flatMap(([name, stack]) =>
    [...accessOf(stack)].flatMap(([network, endpoint]) => {
      const path = ['stacks', name, 'networks', network];
      const vpc = vpcOf(stack.networks![network]);
      return endpoint === 'create' ? [{ path, region: stack.region, vpc }] : [];
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
