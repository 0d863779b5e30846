import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  Aspects,
  IAspect,
  IResolvable,
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { Problem, SecretRotationError, throwProblems } from '../problem';
import { allAwsProvidersOf, firstAwsProvidersOf, isOfAws } from './aws-providers';
import {
  madeElsewhere,
  providerChanged,
  providerElsewhere,
  providerNotAws,
  providersAmbiguous,
} from './problems';
import { isToken } from './tokens';

/** What a stack has once for each provider. */
export interface ProviderProps {
  /**
   * The provider.
   *
   * @default - the stack's only AWS provider
   */
  readonly provider?: TerraformProvider;
}

const PROVIDERS = new WeakMap<IConstruct, TerraformProvider>();

/** The constructs of a stack that were given no provider, and are in none that was. */
const WITHOUT = new WeakMap<TerraformStack, Construct[]>();

/** Whatever is made or looked up in AWS has the provider of the innermost construct around it that has one. */
const SET_PROVIDER: IAspect = {
  visit: (node) => {
    const isElement =
      TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
    if (isElement && node.terraformResourceType.startsWith('aws_')) setProvider(node, providerOf(node)!);
  },
};

function setProvider(element: TerraformResource | TerraformDataSource, given: TerraformProvider): void {
  const { provider = given } = element;
  if (provider !== given) throwProblems(element.node.path, [providerChanged(provider.fqn, given.fqn)]);
  element.provider = given;
}

/** Makes and looks up everything in a construct with a provider; without one, with that of what the construct is in. */
export function useProvider(construct: Construct, provider: TerraformProvider | undefined): void {
  if (provider !== undefined) {
    throwProblems(construct.node.path, problemsOf(construct, provider));
    PROVIDERS.set(construct, provider);
    Aspects.of(construct).add(SET_PROVIDER);
  } else if (providerOf(construct) === undefined) {
    throwProblems(construct.node.path, ambiguity(firstAwsProvidersOf(TerraformStack.of(construct))));
    checkLater(construct);
  }
}

/** The provider that a construct was given, or what it is in; otherwise it is its stack's only one. */
export function providerOf(scope: IConstruct): TerraformProvider | undefined {
  const owner = [...scope.node.scopes].reverse().find((one) => PROVIDERS.has(one));
  return owner && PROVIDERS.get(owner);
}

/** What tells a construct's provider from others of its stack: nothing where it is the usual one. */
export function providerAlias(scope: IConstruct): string | undefined {
  return providerOf(scope)?.alias;
}

/** The id of what a stack has once for each provider. */
export function idForProvider(id: string, scope: IConstruct, separator = '-'): string {
  return [id, providerAlias(scope) ?? []].flat().join(separator);
}

/** The region that a construct's provider states, unless only Terraform knows it. */
export function statedRegion(scope: IConstruct): string | undefined {
  const { region } = (givenOrUsual(scope) ?? {}) as Partial<AwsProvider>;
  return isToken(region) ? undefined : region;
}

/** Whether a construct's provider uses endpoints that are validated under FIPS 140, unless only Terraform knows it. */
export function fipsOf(scope: IConstruct): boolean | IResolvable {
  const { useFipsEndpoint = false } = (givenOrUsual(scope) ?? {}) as Partial<AwsProvider>;
  return useFipsEndpoint;
}

/**
 * What is wrong with something that a construct uses, when it is made with another provider. In another stack every provider
 * is another one, and the region tells.
 */
export function placeDiffers(construct: Construct, what: string, used: unknown): Problem[] {
  if (!Construct.isConstruct(used)) return [];
  const isHere = TerraformStack.of(used) === TerraformStack.of(construct);
  const [one, other] = [used, construct].map(statedRegion);
  const regionsDiffer = one !== undefined && other !== undefined && one !== other;
  const providersDiffer = isHere && providerAlias(used) !== providerAlias(construct);
  if (!regionsDiffer && !providersDiffer) return [];
  return [madeElsewhere(what, used.node.path, [placeOf(used), placeOf(construct)])];
}

function placeOf(scope: IConstruct): string {
  const region = statedRegion(scope);
  const name = `the provider ${givenOrUsual(scope)?.fqn ?? 'aws'}`;
  return region === undefined ? name : `${name} (${region})`;
}

function givenOrUsual(scope: IConstruct): TerraformProvider | undefined {
  return providerOf(scope) ?? firstAwsProvidersOf(TerraformStack.of(scope)).find(({ alias }) => !alias);
}

function problemsOf(construct: Construct, provider: TerraformProvider): Problem[] {
  const owner = TerraformStack.of(provider);
  return [
    ...(isOfAws(provider) ? [] : [providerNotAws(provider.terraformResourceType)]),
    ...(owner === TerraformStack.of(construct) ? [] : [providerElsewhere(owner.node.path)]),
  ];
}

/** Terraform would take the provider without an alias, which need not be the one that is meant. */
function ambiguity(providers: readonly TerraformProvider[]): Problem[] {
  return providers.length < 2 ? [] : [providersAmbiguous(providers.map(({ fqn }) => fqn))];
}

/** A stack may get its second provider after whatever it makes ambiguous. */
function checkLater(construct: Construct): void {
  const stack = TerraformStack.of(construct);
  const constructs = WITHOUT.get(stack) ?? [];
  if (constructs.length === 0) stack.node.addValidation({ validate: () => messages(stack, constructs) });
  constructs.push(construct);
  WITHOUT.set(stack, constructs);
}

function messages(stack: TerraformStack, constructs: readonly Construct[]): string[] {
  const problems = ambiguity(allAwsProvidersOf(stack));
  if (problems.length === 0) return [];
  return constructs.map(({ node }) => new SecretRotationError(node.path, problems).message);
}
