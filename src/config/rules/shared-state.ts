import { posix } from 'path';
import { stackNamesAlike, stateShared } from '../problems';
import { Located } from '../finding';
import { BackendConfig, RotationConfig, S3BackendConfig } from '../model';

const HCP_TERRAFORM = 'app.terraform.io';

/** Two stacks with one state would each delete what the other makes. */
export function statesShared({ stacks }: RotationConfig): Located[] {
  const owners = new Map<string, string>();
  return Object.entries(stacks).flatMap(([name, { backend = {} }]) => {
    const places = placesOf(backend);
    const other = places.map((place) => owners.get(place)).find((owner) => owner !== undefined);
    places.forEach((place) => owners.set(place, owners.get(place) ?? name));
    const path = ['stacks', name, 'backend', Object.keys(backend)[0]];
    return other === undefined ? [] : [{ path, problem: stateShared(other) }];
  });
}

/** File systems that do not tell upper from lower case keep two such stacks, and their local states, in one place. */
export function stacksAlike({ stacks }: RotationConfig): Located[] {
  const first = new Map<string, string>();
  return Object.keys(stacks).flatMap((name) => {
    const other = first.get(name.toLowerCase());
    if (other === undefined) first.set(name.toLowerCase(), name);
    return other === undefined
      ? []
      : [{ path: ['stacks', name], problem: stackNamesAlike(name, other), atKey: true }];
  });
}

/** Whatever a state takes up, however it is spelt. A local state has its stack's name. */
function placesOf({ s3, cloud }: BackendConfig): string[] {
  if (s3) return objectsOf(s3);
  if (!cloud) return [];
  const { hostname = HCP_TERRAFORM, organization, workspace } = cloud;
  return [JSON.stringify([hostname, organization, workspace]).toLowerCase()];
}

/** The state and the lock beside it. Another endpoint may be another store. */
function objectsOf({ bucket, key, endpoints }: S3BackendConfig): string[] {
  const path = posix.normalize(key);
  return [path, `${path}.tflock`].map((object) => JSON.stringify([endpoints?.s3, bucket, object]));
}
