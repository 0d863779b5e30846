import { Problem, choice, didYouMean, isOfType, nearest, quote } from '../problem';
import { wrongForm } from '../catalogue/problems';
import { unknownKey } from '../text/problems';

export const documentNotMapping = (given: unknown): Problem => ({
  code: 'PolicyNotMapping',
  message: `${quote(given)} is no policy; expected a JSON object with Version and Statement`,
});

export const statementNotMapping = (given: unknown): Problem => ({
  code: 'WrongType',
  message: `${quote(given)} is no statement; expected a JSON object with Effect, Action and what they are about`,
});

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

export const policyTooLarge = (characters: number, most: number, what: string): Problem => ({
  code: 'PolicyTooLarge',
  message: `the policy has ${characters} characters without white space; ${what} may have ${most}; split it, or name resources with a wildcard`,
});

export const policyTooManyStatements = (count: number, most: number): Problem => ({
  code: 'TooManyStatements',
  message: `the policy has ${count} statements; no policy that IAM takes has more than ${most}, so they are not looked into`,
});

export const versionOld = (version: string): Problem => ({
  code: 'VersionOld',
  message: `in version ${quote(version)} variables such as \${aws:username} are taken literally; write "2012-10-17"`,
});

export const serviceUnknown = (action: string, prefix: string, meant?: string): Problem => ({
  code: 'ServiceUnknown',
  message: `no service is known by ${quote(prefix)} in ${quote(action)}${didYouMean(meant)}`,
});

export const actionUnknown = (
  action: string,
  service: string,
  name: string,
  known: readonly string[],
): Problem => {
  const meant = nearest(name, known);
  return {
    code: 'ActionUnknown',
    message: `${quote(action)} is no action of ${service}${didYouMean(meant && `${service}:${meant}`)}`,
  };
};

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

export const inlinePoliciesTooLarge = (characters: number, most: number, parts: number): Problem => ({
  code: 'InlinePoliciesTooLarge',
  message: `the role's inline policies have ${characters} characters together, and may have ${most}; attach them as ${parts} managed policies instead (PolicyDocument.split, or --split on the command line), or share the work between several functions`,
});
