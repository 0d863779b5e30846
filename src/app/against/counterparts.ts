import { Deployed, DeployedRotation } from './deployed';

/** The rotations that would be deployed, by what they rotate. */
export class Counterparts {
  private readonly bySecret: ReadonlyMap<string | undefined, DeployedRotation>;
  private readonly byAddress: ReadonlyMap<string, DeployedRotation>;

  public constructor({ rotations }: Deployed) {
    this.bySecret = new Map(rotations.map((one) => [one.secret, one]));
    this.byAddress = new Map(rotations.map((one) => [one.address, one]));
  }

  /** The rotation of the same secret, at whichever address. Where a secret is not known, it is that at the same address. */
  public of({ address, secret }: DeployedRotation): DeployedRotation | undefined {
    const there = this.byAddress.get(address);
    if (secret === undefined || there?.secret === secret) return there;
    return this.bySecret.get(secret) ?? (there?.secret === undefined ? there : undefined);
  }
}
