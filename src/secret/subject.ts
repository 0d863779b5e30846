import { findApplication } from '../catalogue/find-application';
import { SECRET_CONTRACTS, SecretContract, secretContractOf } from '../catalogue/secret-contract';
import { RotationStrategy } from '../catalogue/rotation-strategy';
import { fail } from '../problem';
import { notAllowed } from '../arn/problems';

/** What a secret is judged by. */
export interface Subject {
  readonly contract: SecretContract;
  readonly isMultiUser: boolean;
  readonly readsMasterSecret: boolean;
  /** Whether it is the master secret that is judged: its credentials stay, and its user gets no second. */
  readonly isMaster: boolean;
  /** Whether the password is changed at the secret's own host, rather than at the master secret's. */
  readonly changesPasswordHere: boolean;
  /** Whether the master secret's host is known, so that a host is compared with that instead of judged alone. */
  readonly knowsMasterHost: boolean;
}

/** The engines and strategies by which a secret can be judged. */
export const ENGINES: readonly string[] = SECRET_CONTRACTS.map(({ engine }) => engine);
export const STRATEGIES: readonly string[] = Object.values(RotationStrategy);

/** What a secret of an engine is judged by. Fails when there is no such engine or strategy. */
export function subjectOf(engine: string, strategy: string, knowsMasterHost = false): Subject {
  const contract = secretContractOf(engine) ?? fail('engine', notAllowed(engine, ENGINES));
  const { requiresMasterSecret: readsMasterSecret } =
    findApplication(engine, strategy) ?? fail('strategy', notAllowed(strategy, STRATEGIES));
  return {
    contract,
    isMultiUser: strategy === RotationStrategy.MULTI_USER,
    readsMasterSecret,
    isMaster: false,
    changesPasswordHere: !readsMasterSecret || contract.masterHostMustBeSame,
    knowsMasterHost,
  };
}

/** What the master secret beside a secret is judged by. */
export function masterOf(subject: Subject): Subject {
  return { ...subject, isMaster: true, changesPasswordHere: true };
}
