import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { nameOfSecret } from '../arn/secret-arn';
import { addressOf } from './address';
import { indexOf } from './synthesis-index';
import { expressionOf, isToken } from './tokens';

const SECRET = 'aws_secretsmanager_secret';

const VERSION = 'aws_secretsmanager_secret_version';

/** Terraform's addresses of secrets in an expression. */
const ADDRESSES = new RegExp(`(?<!data\\.)\\b${SECRET}\\.[\\w-]+`, 'g');

/** What the bindings of the two have besides. */
interface Inputs {
  readonly nameInput?: string;
  readonly secretIdInput?: string;
}

type Resource = TerraformResource & Inputs;

/** The versions that a stack makes of secrets, by what names the secrets: their addresses, names and ARNs. */
type Versions = ReadonlyMap<string, readonly Resource[]>;

/** The versions that the stack makes of secrets, which are named by what stands for them in expressions. */
export function secretVersionsOf(scope: Construct, secrets: readonly string[]): TerraformResource[] {
  const versions = indexOf(scope, versionsIn);
  if (versions.size === 0) return [];
  return secrets.flatMap((secret) => namesOf(scope, secret)).flatMap((name) => versions.get(name) ?? []);
}

function versionsIn(stack: TerraformStack): Versions {
  const resources: Resource[] = stack.node.findAll().filter(TerraformResource.isTerraformResource);
  const ofType = (type: string): Resource[] =>
    resources.filter(({ terraformResourceType }) => terraformResourceType === type);
  const secrets = new Map(ofType(SECRET).map((secret) => [addressOf(secret, secret), secret]));
  const versions = new Map<string, Resource[]>();
  ofType(VERSION).forEach((version) => {
    namesOfVersion(version, secrets).forEach((name) =>
      versions.set(name, [...(versions.get(name) ?? []), version]),
    );
  });
  return versions;
}

/** A secret that is made here is known by its own name too. */
function namesOfVersion(version: Resource, secrets: ReadonlyMap<string, Resource>): string[] {
  const { secretIdInput = '', forEach } = version;
  const named = [secretIdInput, forEach?._getForEachExpression() ?? ''].flatMap((text) =>
    namesOf(version, text),
  );
  const given = named.flatMap((name) => secrets.get(name)?.nameInput ?? []);
  return [...new Set([...named, ...given.filter((name) => !isToken(name))])];
}

function namesOf(scope: IConstruct, secret: unknown): string[] {
  if (typeof secret !== 'string' || isToken(secret)) {
    return expressionOf(scope, secret).match(ADDRESSES) ?? [];
  }
  return secret === '' ? [] : [nameOfSecret(secret)];
}
