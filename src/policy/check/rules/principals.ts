import {
  federatedMalformed,
  federatedNotSupported,
  principalById,
  principalImpossible,
  principalWildcard,
  trustWildcard,
} from '../../problems';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicyType } from '../../policy-type';
import { Located } from '../location';
import { PrincipalItem } from '../policy-view';
import { called, Rule, perStatement } from './rule';

/** The principals that ARNs of IAM and STS can name. */
const POSSIBLE =
  /^arn:[^:]+:(iam::[^:]+:(root|(role|user)\/.+)|sts::[^:]+:(assumed-role\/[^/]+\/.+|federated-user\/.+|self))$/;

/** A host name with its path, or a provider that IAM knows. */
const PROVIDER =
  /^([a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w./-]+)?|arn:[^:]+:iam::[^:]+:(saml-provider|oidc-provider)\/.+)$/i;

const ROLE_ID = /^AROA[A-Z0-9]{12,}$/;

const USER_ID = /^AIDA[A-Z0-9]{12,}$/;

/** Each principal is one that there can be. */
export const principalsCanBe: Rule = perStatement(({ principals }, { type }) =>
  principals
    .filter(({ value }) => !hasToken(value))
    .flatMap((principal) => JUDGES[principal.kind]?.(principal, type) ?? []),
);

type Judge = (principal: PrincipalItem, type: PolicyType) => Located[];

const JUDGES: Readonly<Record<string, Judge>> = {
  '*': (principal, type) =>
    type === PolicyType.TRUST
      ? [called('ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', principal, trustWildcard())]
      : [],
  AWS: (principal) => [...impossible(principal), ...byId(principal)],
  Federated: (principal, type) => {
    if (type !== PolicyType.TRUST)
      return [{ path: principal.path, problem: federatedNotSupported(principal.value) }];
    if (hasWildcard(principal.value)) return wildcard(principal);
    const code = 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY';
    return PROVIDER.test(principal.value)
      ? []
      : [called(code, principal, federatedMalformed(principal.value))];
  },
};

function impossible(principal: PrincipalItem): Located[] {
  const { value } = principal;
  if (value === '*') return [];
  if (hasWildcard(value)) return wildcard(principal);
  return value.startsWith('arn:') && !POSSIBLE.test(value)
    ? [called('INVALID_PRINCIPAL_FORMAT', principal, principalImpossible(value))]
    : [];
}

function wildcard(principal: PrincipalItem): Located[] {
  return [called('UNSUPPORTED_WILDCARD_IN_PRINCIPAL', principal, principalWildcard(principal.value))];
}

/** IAM puts an id in the place of the ARN of a role or user that is gone. */
function byId(principal: PrincipalItem): Located[] {
  const { value } = principal;
  if (ROLE_ID.test(value)) return [called('INVALID_ROLE_REFERENCE', principal, principalById(value, 'role'))];
  return USER_ID.test(value)
    ? [called('INVALID_USER_REFERENCE', principal, principalById(value, 'user'))]
    : [];
}
