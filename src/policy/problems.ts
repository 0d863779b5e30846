import { Problem, choice, didYouMean, isOfType, nearest, quote, unquoted } from '../problem';
import { wrongForm } from '../catalogue/problems';
import { unknownKey } from '../text/problems';

export const documentNotMapping = (given: unknown): Problem => ({
  code: 'PolicyNotMapping',
  message: `${unquoted(given)} is no policy; expected a JSON object with Version and Statement`,
});

export const statementNotMapping = (given: unknown): Problem => ({
  code: 'WrongType',
  message: `${unquoted(given)} is no statement; expected a JSON object with Effect, Action and what they are about`,
});

export const policyWrapped = (wrapper: string): Problem => ({
  code: 'PolicyWrapped',
  message: `the policy stands in ${wrapper}, as the AWS CLI prints it; AWS takes what is in it alone, which is what the other findings are about`,
});

export const characterNotAllowed = (text: string): Problem => {
  const character = [...text].find((one) => one > '\u00FF')!;
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'CharacterNotAllowed',
    message: `the text has the character U+${code}; IAM and KMS take those up to U+00FF only; write another one, or escape it as JSON does`,
  };
};

export const policyMoreFindings = (count: number): Problem => ({
  code: 'MoreFindings',
  message: `${count} more findings are not shown; mend those that are, then check again`,
});

export const policyNotMapping = (given: unknown): Problem => documentNotMapping(given);

export const policyUnknownKey = (key: string, allowed: readonly string[]): Problem =>
  unknownKey(key, allowed);

export const policyKeyNotAllowed = (key: string, type: string): Problem => ({
  code: 'KeyNotAllowed',
  message: `a policy of the type ${quote(type)} has no ${key}; leave it out, or check the policy as what it is with --type`,
});

export const policyExclusiveKeys = (notKey: string): Problem => ({
  code: 'KeysExclusive',
  message: `${notKey.slice(3)} and ${notKey} stand in one statement; keep one of the two`,
});

const MISSING: Readonly<Record<string, string>> = {
  VersionMissing:
    '"Version" is missing, so IAM takes the language of 2008, which has no variables; add "Version": "2012-10-17"',
  StatementMissing:
    '"Statement" is missing; expected { "Version": "2012-10-17", "Statement": [ … ] } with the statements in the list',
  EffectMissing: '"Effect" is missing; write "Allow" or "Deny"',
  ActionMissing:
    'neither "Action" nor "NotAction" says what the statement is about; name the actions in "Action"',
  ResourceMissing:
    'neither "Resource" nor "NotResource" says what the statement is about; name the ARNs in "Resource"',
  PrincipalMissing:
    'neither "Principal" nor "NotPrincipal" says who the statement is about; name them in "Principal"',
};

export const versionMisplaced = (): Problem => ({
  code: 'UnknownKey',
  message:
    'a statement has no "Version"; put it in front of "Statement", at the top of the policy, as "Version": "2012-10-17"',
});

export const policyMissingKey = (key: string, rule = `${key}Missing`): Problem => ({
  code: MISSING[rule] === undefined ? `${key}Missing` : rule,
  message: MISSING[rule] ?? MISSING[`${key}Missing`],
});

export const policyWrongType = (given: unknown, wanted: string): Problem => ({
  code: 'WrongType',
  message: `${isOfType(given)}; expected ${wanted}`,
});

export const policyWrongValue = (code: string, given: unknown, allowed: readonly string[]): Problem => ({
  code,
  message: `${quote(given)} is not allowed${choice(given, allowed)}`,
});

export const policyWrongForm = (
  code: string,
  given: unknown,
  wanted: string,
  examples: readonly string[],
): Problem => ({ code, message: wrongForm(given, wanted, examples).message });

export const policyEmpty = (what: string): Problem => ({
  code: 'Empty',
  message: `this ${what} is empty; name at least one, or leave the key out`,
});

export const unknownConditionOperator = (operator: string, known: readonly string[]): Problem => {
  const meant = didYouMean(nearest(operator, known));
  return {
    code: 'ConditionOperatorUnknown',
    message: `IAM has no condition operator ${quote(operator)}${meant}`,
  };
};

export const sidDuplicate = (sid: string): Problem => ({
  code: 'SidDuplicate',
  message: `another statement has the Sid ${quote(sid)} already; each Sid stands once in a policy`,
});

export const policyTooLarge = (size: string, most: number, what: string): Problem => ({
  code: 'PolicyTooLarge',
  message: `the policy has ${size}; ${what} may have ${most}; split it, or name resources with a wildcard`,
});

export const policyFitsInlineOnly = (size: string, most: number): Problem => ({
  code: 'PolicyTooLarge',
  message: `the policy has ${size}: it fits as an inline policy of a role, which has room for 10240 in all of them together, but a managed policy may have ${most}`,
});

export const policyTooManyStatements = (count: number, most: number): Problem => ({
  code: 'TooManyStatements',
  message: `the policy has ${count} statements; no policy that IAM takes has more than ${most}, so they are not looked into`,
});

export const versionOld = (version: string): Problem => ({
  code: 'VersionOld',
  message: `in version ${quote(version)} variables such as \${aws:username} are taken literally; write "2012-10-17"`,
});

export const arnIncomplete = (arn: string): Problem => ({
  code: 'ArnMalformed',
  message: `${quote(arn)} has less than the six parts of an ARN; its last wildcard stands for the rest, so AWS takes it, but write all parts, for example arn:aws:sqs:*:*:*`,
});

export const arnResourceUnknown = (arn: string, forms: readonly string[]): Problem => ({
  code: 'ArnResourceUnknown',
  message: `no resource of its service has an ARN like ${quote(arn)}; expected ${forms.slice(0, 3).join(' or ')}`,
});

export const arnServiceCase = (arn: string, service: string): Problem => ({
  code: 'ArnServiceUnknown',
  message: `the service in ${quote(arn)} has capital letters, so that it matches nothing; write ${quote(service)}`,
});

export const arnServiceMisspelt = (arn: string, service: string, meant: string): Problem => ({
  code: 'ArnServiceUnknown',
  message: `no service is known by ${quote(service)} in ${quote(arn)}${didYouMean(meant)}`,
});

export const regionUnknown = (region: string, meant?: string): Problem => ({
  code: 'RegionUnknown',
  message: `${quote(region)} is no region that is known here${meant === undefined ? '; it may be newer than this check' : didYouMean(meant)}`,
});

export const secretArnMatchesNothing = (arn: string, better: string): Problem => ({
  code: 'SecretArnMatchesNothing',
  message: `${quote(arn)} matches no secret, because a secret's ARN ends in a hyphen and six random characters; write them, or a pattern for them: ${quote(better)}`,
});

export const serviceUnknown = (action: string, prefix: string, meant?: string): Problem => ({
  code: 'ServiceUnknown',
  message: `no service is known by ${quote(prefix)} in ${quote(action)}${didYouMean(meant)}`,
});

export const actionUnknown = (action: string, service: string, meant?: string): Problem => ({
  code: 'ActionUnknown',
  message: `${quote(action)} is no action of ${service}${didYouMean(meant && `${service}:${meant}`)}`,
});

export const arnRegionOrAccount = (arn: string, wanted: string): Problem => ({
  code: 'ArnRegionOrAccount',
  message: `region and account of ${quote(arn)} are not where its service has them; expected ${wanted}`,
});

export const actionNotForResource = (action: string, arns: readonly string[]): Problem => ({
  code: 'ActionNotForResource',
  message:
    arns.length === 0
      ? `${quote(action)} cannot be limited to a resource, so this statement does not allow it; give it a statement with "Resource": "*"`
      : `${quote(action)} acts on none of the statement's resources; expected ${arns.slice(0, 3).join(' or ')}`,
});

export const resourceNotForAction = (arn: string): Problem => ({
  code: 'ResourceNotForAction',
  message: `none of the statement's actions acts on ${quote(arn)}; remove it, or name the action that does`,
});

export const trustActionForeign = (action: string): Problem => ({
  code: 'TrustActionForeign',
  message: `${quote(action)} does not belong into a trust policy; expected actions of sts, such as "sts:AssumeRole"`,
});

export const openToEverybody = (actions: readonly string[]): Problem => ({
  code: 'OpenToEverybody',
  message: `everybody in the world may do this: ${actions.slice(0, 5).map(quote).join(', ')}; name who may, or add a condition that says who it is, such as "aws:PrincipalOrgID", "aws:PrincipalArn" or "aws:SourceAccount"`,
});

export const trustWildcard = (): Problem => ({
  code: 'PrincipalWildcard',
  message:
    'a trust policy takes no "*" in the place of its principals; name who may assume the role, for example { "AWS": "arn:aws:iam::123456789012:root" }',
});

export const principalWildcard = (principal: string): Problem => ({
  code: 'PrincipalWildcard',
  message: `${quote(principal)} has a wildcard, which a principal cannot have; name each principal, or the account and a condition on "aws:PrincipalArn"`,
});

export const principalImpossible = (principal: string): Problem => ({
  code: 'PrincipalMalformed',
  message: `${quote(principal)} is nobody who asks for anything; expected the ARN of an account (…:root), a role, a user or a session of one (…:assumed-role/ROLE/SESSION)`,
});

export const principalById = (id: string, kind: string): Problem => ({
  code: 'PrincipalById',
  message: `${quote(id)} is the id of a ${kind}, which IAM leaves behind where the ${kind} is gone; name the ${kind} by its ARN, or remove it`,
});

export const federatedNotSupported = (provider: string): Problem => ({
  code: 'FederatedPrincipalNotSupported',
  message: `${quote(provider)} provides identities for roles; only a trust policy has such principals; name the role`,
});

export const federatedMalformed = (provider: string): Problem => ({
  code: 'PrincipalMalformed',
  message: `${quote(provider)} is no provider of identities; expected its host, such as cognito-identity.amazonaws.com, or the ARN of a saml-provider or oidc-provider`,
});

export const servicePrincipalMalformed = (principal: string): Problem => ({
  code: 'ServicePrincipalUnknown',
  message: `${quote(principal)} is not the name of a service; expected lower case and the ending of AWS, for example secretsmanager.amazonaws.com`,
});

export const serviceNameMisspelt = (principal: string, service: string, meant?: string): Problem => ({
  code: 'ServicePrincipalUnknown',
  message: `no service is known by ${quote(service)} in ${quote(principal)}${didYouMean(meant)}`,
});

export const conditionServiceMalformed = (service: string, example: string): Problem => ({
  code: 'ConditionServiceMalformed',
  message: `${quote(service)} is not what requests have there, so the condition never holds; expected a name like ${example}`,
});

export const actionNotForPolicy = (action: string, service: string): Problem => ({
  code: 'ActionNotForPolicy',
  message: `${quote(action)} does not belong into the policy of a resource of ${service}, where only its own actions count; remove it, or allow it to the role that needs it`,
});

export const resourceNotForPolicy = (arn: string, service: string): Problem => ({
  code: 'ResourceNotForPolicy',
  message: `${quote(arn)} is not what a policy of ${service} can be about; expected ${service === 'kms' ? '"*", which is the key, or its ARN' : 'the resource that the policy belongs to'}`,
});

export const keyPolicyLockout = (isDenied: boolean): Problem => ({
  code: 'KeyPolicyLockout',
  message: `${isDenied ? 'everybody is denied' : 'nobody is allowed'} kms:PutKeyPolicy, so the key's policy could never be changed again, and KMS refuses it; allow kms:* to the account, { "AWS": "arn:aws:iam::123456789012:root" }`,
});

export const passRoleOpen = (resources: readonly string[]): Problem => ({
  code: 'PassRoleOpen',
  message: `iam:PassRole on ${resources.length === 0 ? 'all roles but some' : resources.map(quote).join(', ')} lets whoever has it do what any role may; name the roles, or the service in a condition on "iam:PassedToService"`,
});

export const serviceLinkedRoleOpen = (resources: readonly string[]): Problem => ({
  code: 'ServiceLinkedRoleOpen',
  message: `iam:CreateServiceLinkedRole on ${resources.length === 0 ? 'all roles but some' : resources.map(quote).join(', ')} lets any service in; name the role, or the service in a condition on "iam:AWSServiceName"`,
});

export const trustActionMismatch = (
  action: string,
  principals: readonly string[],
  wanted: readonly string[],
): Problem => ({
  code: 'TrustActionMismatch',
  message: `${quote(action)} does not fit ${principals.map(quote).join(', ')}; expected ${wanted.join(' or ')}`,
});

export const rolesAnywhereActions = (missing: readonly string[]): Problem => ({
  code: 'RolesAnywhereActionMissing',
  message: `IAM Roles Anywhere needs ${missing.join(' and ')} as well to assume the role; add ${missing.length === 1 ? 'it' : 'them'}`,
});

export const oidcConditionMissing = (provider: string, host: string): Problem => ({
  code: 'OidcPrincipalOpen',
  message: `everybody whom ${quote(provider)} knows may assume the role; add conditions on its claims, for example "${host}:sub"`,
});

export const githubRepositoryMissing = (): Problem => ({
  code: 'OidcPrincipalOpen',
  message:
    'every repository on GitHub may assume the role; add a condition on "token.actions.githubusercontent.com:sub", for example "repo:ORGANISATION/REPOSITORY:ref:refs/heads/main"',
});

export const githubRepositoryOpen = (subject: string): Problem => ({
  code: 'OidcPrincipalOpen',
  message: `${quote(subject)} lets in more than one branch of one repository; name the repository and the branch or environment`,
});

export const conditionKeyUnknown = (key: string, service: string | undefined, meant?: string): Problem => ({
  code: 'ConditionKeyUnknown',
  message: `${service === undefined ? 'AWS has no global' : `${service} has no`} condition key ${quote(key)}, so no request has it${didYouMean(meant)}`,
});

export const conditionKeyUnsupported = (key: string): Problem => ({
  code: 'ConditionKeyUnknown',
  message: `the condition key ${quote(key)} is not supported any more; write "aws:PrincipalArn" for who asks, or "aws:SourceArn" for the resource on whose behalf`,
});

export const conditionPrefixUnknown = (key: string, prefix: string, meant?: string): Problem => ({
  code: 'ConditionKeyUnknown',
  message: `no service is known by ${quote(prefix)} in the condition key ${quote(key)}${didYouMean(meant)}`,
});

export const conditionTagKeyMissing = (key: string): Problem => ({
  code: 'ConditionTagKeyMissing',
  message: `${quote(key)} does not say which tag; write ${quote(`${key.replace(/\/$/, '')}/team`)} with the tag's own key`,
});

export const conditionKeyDuplicate = (key: string): Problem => ({
  code: 'ConditionKeyDuplicate',
  message: `the condition key ${quote(key)} stands in this block already, in other letters' case, which IAM does not tell apart; put all values in one list`,
});

export const qualifierMissing = (operator: string, key: string): Problem => ({
  code: 'ConditionQualifierMissing',
  message: `a request may have several values of ${quote(key)}; write "ForAnyValue:${operator}" or "ForAllValues:${operator}"`,
});

export const allValuesOfSingle = (operator: string, key: string): Problem => ({
  code: 'ConditionQualifierMisused',
  message: `${quote(operator)} holds when ${quote(key)} is absent, which has one value at most; leave "ForAllValues:" out`,
});

export const anyValueOfAudience = (operator: string, key: string): Problem => ({
  code: 'ConditionQualifierMisused',
  message: `${quote(key)} has one value; leave "ForAnyValue:" out of ${quote(operator)}`,
});

export const nullWithQualifier = (operator: string): Problem => ({
  code: 'NullMisused',
  message: `${quote(operator)} is always ${operator.startsWith('ForAll') ? 'true' : 'false'}; write "Null"`,
});

export const conditionTypeMismatch = (operator: string, key: string, wanted: string): Problem => ({
  code: 'ConditionTypeMismatch',
  message: `${quote(operator)} does not fit what ${quote(key)} holds; use an operator such as ${quote(wanted)}`,
});

export const stringLikeOfArn = (operator: string, key: string, wanted: string): Problem => ({
  code: 'ConditionTypeMismatch',
  message: `${quote(operator)} compares the ARN in ${quote(key)} as a text, where a wildcard goes beyond one part of it; use ${quote(wanted)}`,
});

export const conditionValuesMixed = (types: readonly string[]): Problem => ({
  code: 'ConditionValuesMixed',
  message: `the values of this key are of several types (${types.join(', ')}); write all of them as texts`,
});

export const conditionBooleans = (operator: string): Problem => ({
  code: 'ConditionBooleanNotSingle',
  message: `${quote(operator)} takes one of true and false; with several the condition says nothing`,
});

export const wildcardLiteral = (value: string, operator: string, wanted: string): Problem => ({
  code: 'ConditionWildcardLiteral',
  message: `${quote(operator)} takes the wildcard in ${quote(value)} for the character itself; use ${quote(wanted)}`,
});

export const conditionValueTooOpen = (value: string, key: string): Problem => ({
  code: 'ConditionValueTooOpen',
  message: `${quote(value)} in ${quote(key)} may mean anybody; name each one, with "StringEquals"`,
});

export const networkIdMalformed = (id: string, prefix: string): Problem => ({
  code: 'ConditionValueMalformed',
  message: `${quote(id)} is not an id of this kind; expected "${prefix}-" and 8 or 17 letters and digits, for example ${prefix}-0a1b2c3d4e5f60718`,
});

export const notKeyArn = (value: string): Problem => ({
  code: 'ConditionValueMalformed',
  message: `${quote(value)} is not the ARN of a KMS key, which requests have there; expected one like arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
});

export const dateImpossible = (date: string): Problem => ({
  code: 'ConditionValueMalformed',
  message: `there is no day or time ${quote(date)}; expected one like 2027-01-31T00:00:00Z`,
});

export const addressMalformed = (address: string): Problem => ({
  code: 'ConditionValueMalformed',
  message: `${quote(address)} is not an IPv4 or IPv6 address or range; expected one like 203.0.113.0/24`,
});

export const addressesPrivate = (addresses: readonly string[], operator: string): Problem => ({
  code: 'PrivateAddress',
  message: `AWS sees public addresses only, so that ${quote(operator)} with ${addresses.slice(0, 3).join(', ')} ${operator.startsWith('Not') ? 'always' : 'never'} holds; use "aws:VpcSourceIp" with "aws:SourceVpc"`,
});

export const someAddressesPrivate = (addresses: readonly string[]): Problem => ({
  code: 'PrivateAddress',
  message: `AWS sees public addresses only, so ${addresses.slice(0, 3).join(', ')} mean nothing here; use "aws:VpcSourceIp" with "aws:SourceVpc" for them`,
});

export const conditionKeyNotForAction = (key: string, actions: readonly string[]): Problem => ({
  code: 'ConditionKeyNotForAction',
  message: `no request for ${actions.slice(0, 5).map(quote).join(', ')} has ${quote(key)}, so the statement is never about it; give it a statement without this condition`,
});

export const conditionActionMissing = (key: string, action: string): Problem => ({
  code: 'ConditionActionMissing',
  message: `only ${action} has ${quote(key)}; add the action, or remove the condition`,
});

export const resourceTagNotForAction = (
  key: string,
  actions: readonly string[],
  denies: boolean,
): Problem => ({
  code: 'ResourceTagNotForAction',
  message: `requests for ${actions.length === 0 ? 'some actions' : actions.slice(0, 5).map(quote).join(', ')} do not have ${quote(key)}, so the statement does not ${denies ? 'deny' : 'allow'} them; name actions on resources that have tags`,
});

export const conditionKeyNotForService = (key: string, services: readonly string[]): Problem => ({
  code: 'ConditionKeyNotForService',
  message: `${services.map(quote).join(', ')} asks for itself and has no ${quote(key)}, so the statement never lets it in; use "aws:SourceArn", "aws:SourceAccount" or "aws:SourceOrgID"`,
});

export const conditionKeyUnpaired = (key: string, partners: readonly string[]): Problem => ({
  code: 'ConditionKeyUnpaired',
  message: `${quote(key)} says little by itself; add a condition on ${partners.map(quote).join(' or ')}`,
});

export const conditionKeyUntrustworthy = (key: string): Problem => ({
  code: 'ConditionKeyUntrustworthy',
  message: `whoever asks can put anything in ${quote(key)}; do not let anybody in by it`,
});

export const denialWithPrefix = (key: string): Problem => ({
  code: 'ConditionKeyUntrustworthy',
  message: `a request with a shorter prefix passes by this condition on ${quote(key)}; allow with "StringLike", or deny with "StringNotLike"`,
});

export const variableMalformed = (text: string, reason: string): Problem => ({
  code: 'VariableMalformed',
  message: `the variable in ${quote(text)} is not taken as one: ${reason}; expected \${aws:username} or \${aws:PrincipalTag/team, 'none'}`,
});

export const variableMisplaced = (text: string, reason: string): Problem => ({
  code: 'VariableMisplaced',
  message: `the variable in ${quote(text)} is not replaced: ${reason}`,
});

export const actionWildcard = (actions: readonly string[]): Problem => ({
  code: 'ActionWildcard',
  message: `${actions.map(quote).join(', ')} allows whatever AWS adds later as well; name the actions`,
});

export const resourceWildcard = (resources: readonly string[]): Problem => ({
  code: 'ResourceWildcard',
  message: `${resources.map(quote).join(', ')} allows the actions on everything; name the ARNs, or limit them with a condition`,
});

export const allowWithExclusion = (key: string): Problem => ({
  code: 'AllowWithExclusion',
  message: `"Allow" with "${key}" allows everything but what is named, and whatever AWS adds later; use "${key.slice(3)}", or "Deny"`,
});

export const servicePrincipalWithoutSource = (services: readonly string[]): Problem => ({
  code: 'ServicePrincipalWithoutSource',
  message: `${services.map(quote).join(', ')} may act on behalf of any account; add a condition on "aws:SourceAccount" or "aws:SourceArn"`,
});

export const nullContradiction = (key: string): Problem => ({
  code: 'NullMisused',
  message: `the key ${quote(key)} has to be absent and to have a value, so the statement never applies; remove one of the two conditions`,
});

export const viaServiceMissing = (): Problem => ({
  code: 'ViaServiceMissing',
  message:
    'the region of a master secret is known to Terraform only; name the host of Secrets Manager in "viaService", for example secretsmanager.us-east-1.amazonaws.com',
});

export const databaseArnsMissing = (): Problem => ({
  code: 'DatabaseArnsMissing',
  message:
    'RDS manages a master secret whose region is known to Terraform only; name the databases in "databaseArns"',
});

export const redshiftDatabaseMissing = (): Problem => ({
  code: 'RedshiftDatabaseMissing',
  message:
    'Redshift manages a master secret whose region is known to Terraform only; name the clusters in "redshiftClusterArns", or set "redshiftServerless"',
});

export const redshiftDatabaseIgnored = (): Problem => ({
  code: 'RedshiftDatabaseIgnored',
  message:
    'a cluster or workgroup of Redshift is looked up for a master secret that Redshift manages only, whose name starts with redshift!, and there is none; name it, or leave "redshiftClusterArns" and "redshiftServerless" out',
});

export const deployerTypeUnknown = (type: string, known: readonly string[]): Problem => ({
  code: 'DeployerTypeUnknown',
  message: `it is not known what Terraform calls for ${quote(type)}${didYouMean(nearest(type, known))}`,
});

export const inlinePoliciesTooLarge = (
  characters: number,
  most: number,
  parts: number,
  others = 0,
): Problem => ({
  code: 'InlinePoliciesTooLarge',
  message: `the role's inline policies have ${characters} characters together, and may have ${most}${others === 0 ? '' : `, because the function's own policies have up to ${others} of the ${most + others} that IAM allows`}; attach them as ${parts} managed policies instead (PolicyDocument.split, or --split on the command line), or, where they are a rotation function's, share its work between several functions (in a configuration "isolation: dedicated" gives a rotation a function of its own)`,
});

export const inputOfNone = (value: string, list: string): Problem => ({
  code: 'InputOfNone',
  message: `${quote(value)} in "secretsByFunction" does not stand in ${quote(list)}; name it there, or mend it`,
});

export const secretOfNoFunction = (secret: string): Problem => ({
  code: 'SecretOfNoFunction',
  message: `${quote(secret)} in "secrets" has no function; name it in "secretsByFunction" under the function that rotates it`,
});
