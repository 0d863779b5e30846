import { Deployed, DeployedRotation } from './deployed';

/** The rotations that would be deployed, by what they rotate. */
export class Counterparts {
  private readonly bySecret: ReadonlyMap<string, DeployedRotation>;
  private readonly byAddress: ReadonlyMap<string, DeployedRotation>;

  public constructor({ rotations }: Pick<Deployed, 'rotations'>) {
    this.bySecret = new Map(rotations.flatMap((one) => one.secrets.map((secret) => [secret, one])));
    this.byAddress = new Map(rotations.map((one) => [one.address, one]));
  }

  /** The rotation of the same secret, at whichever address. Where a secret is not known, it is that at the same address. */
  public of({ address, secrets }: DeployedRotation): DeployedRotation | undefined {
    const there = this.byAddress.get(address);
    const mayBeSame = there !== undefined && (secrets.length === 0 || there.secrets.length === 0);
    if (mayBeSame || there?.secrets.some((secret) => secrets.includes(secret))) return there;
    return this.ofSecrets(secrets);
  }

  /** The rotation of a secret that has one of some names. */
  public ofSecrets(secrets: readonly string[]): DeployedRotation | undefined {
    const known = secrets.find((secret) => this.bySecret.has(secret));
    return known === undefined ? undefined : this.bySecret.get(known);
  }
}
