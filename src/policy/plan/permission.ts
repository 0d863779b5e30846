import { hasToken } from '../../arn/token';
import { isMapping } from '../../text/mapping';
import { Json } from '../canonical';
import { PlannedResource } from './planned-resource';

/** What stands for what is known after the apply only. */
const LATER = '${known after apply}';

/** The attributes of a permission that become conditions, as Lambda writes them. */
const CONDITIONS: readonly (readonly [attribute: string, operator: string, key: string])[] = [
  ['source_arn', 'ArnLike', 'AWS:SourceArn'],
  ['source_account', 'StringEquals', 'AWS:SourceAccount'],
  ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['organization_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['event_source_token', 'StringEquals', 'lambda:EventSourceToken'],
  ['function_url_auth_type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
];

/** The policy that Lambda makes of a permission, or of one for a layer. */
export function policyOfPermission(resource: PlannedResource): Json {
  const text = (attribute: string): string | undefined => textOf(resource, attribute);
  const conditions: Record<string, Record<string, string>> = {};
  CONDITIONS.forEach(([attribute, operator, key]) => {
    const value = text(attribute);
    if (value) conditions[operator] = { ...conditions[operator], [key]: value };
  });
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principalOf(text('principal') ?? LATER),
        Action: text('action') ?? LATER,
        Resource: '*',
        ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
      },
    ],
  };
}

/** A service's name has dots; what has none, or starts as an ARN, is an account or role. */
function principalOf(principal: string): Json {
  if (principal === '*' || hasToken(principal)) return principal;
  return principal.startsWith('arn:') || !principal.includes('.')
    ? { AWS: principal }
    : { Service: principal };
}

function textOf({ values, unknown }: PlannedResource, attribute: string): string | undefined {
  if (isMapping(unknown) && unknown[attribute] === true) return LATER;
  const value = values[attribute];
  return typeof value === 'string' ? value : undefined;
}
