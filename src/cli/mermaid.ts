import {
  EndpointConfig,
  NetworkConfig,
  RDS_MANAGED,
  RotationConfig,
  RotationEntry,
  StackConfig,
} from '../config';
import { findApplication } from '../catalogue/find-application';
import { RotationGroup, rotationGroups } from '../config/rotation-group';
import { groupBy } from '../group-by';
import { accessTo, REACHED_SERVICES, ReachedService, vpcOf } from '../config/service-access';
import { FlowChart, Form } from './flow-chart';
import { grantsOf, ITS_DATABASE, OF_YOUR_OWN } from './grants-text';
import { scheduleText } from './schedule-text';

const HTTPS = 443;

/** Mermaid's `maxEdges` and `maxTextSize`, which GitHub leaves as they are. */
const MOST_EDGES = 500;

const MOST_CHARACTERS = 50_000;

/** With more of them, a chart of all would have too many edges, and nobody would read it. */
const MOST_ROTATIONS = 100;

/** What is drawn one by one in a larger chart, too. */
const FEW = 3;

/** What a configuration makes and uses, as a flow chart in Mermaid's language: a box for each stack. */
export function mermaid({ stacks }: RotationConfig): string {
  const chart = new FlowChart();
  const rotations = Object.values(stacks).flatMap((stack) => Object.keys(stack.rotations));
  const isSummary = rotations.length > MOST_ROTATIONS;
  Object.entries(stacks).forEach(([name, stack]) => new StackDrawing(chart, name, stack, isSummary).draw());
  return chart.toString();
}

/** Whether Mermaid refuses a chart, as it is set by default. */
export function isTooLarge(chart: string): boolean {
  return chart.length > MOST_CHARACTERS || chart.split('>|').length - 1 > MOST_EDGES;
}

/** One stack, whose functions and endpoints stand in the boxes of their networks. */
class StackDrawing {
  private readonly groups: readonly RotationGroup[];

  public constructor(
    private readonly chart: FlowChart,
    private readonly name: string,
    private readonly stack: StackConfig,
    private readonly isSummary: boolean,
  ) {
    this.groups = rotationGroups(name, stack);
  }

  public draw(): void {
    this.chart.group(`${this.name} (${this.stack.region})`, () => {
      const used = new Set(this.groups.map(({ rotations: [{ network }] }) => network));
      used.forEach((network) => this.drawNetwork(network));
      this.groups.forEach((group) => this.drawRotations(group));
    });
  }

  private drawNetwork(name: string | undefined): void {
    const functions = this.groups.filter(({ rotations: [{ network }] }) => network === name);
    if (name === undefined) return functions.forEach((group) => void this.functionOf(group));
    const network = this.stack.networks![name];
    this.chart.group(`network ${name}: ${network.vpcId ?? 'the VPC of its database'}`, () => {
      functions.forEach((group) => this.drawWays(group, name, network));
    });
  }

  /** The ways of a function to its databases and to AWS. */
  private drawWays(group: RotationGroup, name: string, network: NetworkConfig): void {
    const from = this.functionOf(group);
    const ports = new Set(group.rotations.map(portOf));
    const database = this.databaseOf(name, network);
    ports.forEach((port) => this.chart.edge(from, `${port ?? "the database's port"}`, database));
    REACHED_SERVICES.filter(({ isAskedBy }) => group.rotations.some(isAskedBy)).forEach((service) => {
      const access = accessTo(service, this.stack).get(name);
      if (access !== undefined) this.chart.edge(from, `${HTTPS}`, this.endpointOf(service, network, access));
    });
  }

  private endpointOf({ service }: ReachedService, network: NetworkConfig, access: EndpointConfig): string {
    if (access === 'none') return this.node('service', service, 'stadium', [`${service}, by the internet`]);
    return access === 'create'
      ? this.node('endpoint', `${service} ${vpcOf(network)}`, 'stadium', [
          `endpoint of ${service}`,
          'created',
        ])
      : this.node('endpoint', access.existing, 'stadium', [`endpoint of ${service}`, access.existing]);
  }

  private drawRotations(group: RotationGroup): void {
    const from = this.functionOf(group);
    groupBy(group.rotations, scheduleText).forEach((rotations, schedule) => {
      const secrets = this.drawn(
        rotations.map(({ secret }) => secret),
        'secrets',
        `${group.functionName} ${schedule}`,
        (secret) => this.secretOf(secret),
      );
      secrets.forEach((secret) => this.chart.edge(from, `rotates ${schedule}`, secret));
    });
    groupBy(this.grantsTo(group), ([action]) => action).forEach((grants, action) => {
      const targets = this.drawn(
        grants.map(([, target]) => target),
        'master secrets',
        `${group.functionName} ${action}`,
        (target) => this.targetOf(target, group),
      );
      targets.forEach((target) => this.chart.edge(from, action, target, true));
    });
  }

  /** The nodes of what is alike: one each, or one for many in a chart that would be too large. */
  private drawn(
    names: readonly string[],
    what: string,
    key: string,
    draw: (name: string) => string,
  ): readonly string[] {
    if (!this.isSummary || names.length <= FEW) return names.map(draw);
    const some = `${names.slice(0, FEW).join(', ')} and ${names.length - FEW} more`;
    return [this.node(what, key, 'hexagon', [`${names.length} ${what}`, some])];
  }

  /** What the function's role may do besides. What it may do to the secrets that it rotates the application sees to. */
  private grantsTo({ rotations, application }: RotationGroup): [action: string, target: string][] {
    const grants = rotations
      .flatMap((rotation) => grantsOf(rotation, application))
      .map(({ action, target }) => [`${action} ${target}`, { action, target }] as const);
    return [...new Map(grants).values()].map(({ action, target }) => [action, target]);
  }

  /** What RDS manages is another secret in each network. */
  private targetOf(target: string, { rotations: [{ network = '' }] }: RotationGroup): string {
    if (target === ITS_DATABASE) return this.databaseOf(network, this.stack.networks![network]);
    return target === RDS_MANAGED
      ? this.node('managed', network, 'hexagon', [`the master secret that RDS manages for ${network}`])
      : this.secretOf(target);
  }

  private databaseOf(name: string, network: NetworkConfig): string {
    return this.node('database', name, 'cylinder', [databaseText(network)]);
  }

  private functionOf({ functionName, application, version }: RotationGroup): string {
    const label = [functionName, [application?.name ?? OF_YOUR_OWN, version ?? []].flat().join(' ')];
    return this.node('function', functionName, 'box', label);
  }

  private secretOf(name: string): string {
    return this.node('secret', name, 'hexagon', [name]);
  }

  private node(kind: string, key: string, form: Form, label: readonly string[]): string {
    return this.chart.node(JSON.stringify([this.name, kind, key]), form, label);
  }
}

function databaseText({ lookup, databaseSecurityGroupIds = [] }: NetworkConfig): string {
  if (lookup?.dbInstance !== undefined) return `instance ${lookup.dbInstance}`;
  if (lookup?.dbCluster !== undefined) return `cluster ${lookup.dbCluster}`;
  return ['databases', ...databaseSecurityGroupIds].join(' ');
}

/** The port that a rotation says, or its engine usually has. */
function portOf({ port, engine, strategy }: RotationEntry): number | undefined {
  return port ?? findApplication(engine, strategy)?.defaultPort;
}
