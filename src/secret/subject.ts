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
}

/** The engines and strategies by which a secret can be judged. */
export const ENGINES: readonly string[] = SECRET_CONTRACTS.map(({ engine }) => engine);
export const STRATEGIES: readonly string[] = Object.values(RotationStrategy);

/** What a secret of an engine is judged by. Fails when there is no such engine or strategy. */
export function subjectOf(engine: string, strategy: string): Subject {
  const contract = secretContractOf(engine) ?? fail('engine', notAllowed(engine, ENGINES));
  const { requiresMasterSecret } =
    findApplication(engine, strategy) ?? fail('strategy', notAllowed(strategy, STRATEGIES));
  return {
    contract,
    isMultiUser: strategy === RotationStrategy.MULTI_USER,
    readsMasterSecret: requiresMasterSecret,
  };
}
