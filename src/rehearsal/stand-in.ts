import { ChildProcess, spawn } from 'child_process';
import { join } from 'path';
import { createInterface } from 'readline';
import { awsAt, cleanEnvironment } from './environment';
import { Execution } from './execution';
import { Landscape } from './landscape';

const SCRIPT = join(__dirname, 'aws_standin.py');

const POLL_MILLISECONDS = 100;

/** A rotation, and what it found around its function. */
export interface RecordedRotation {
  /** The secret's name. */
  readonly secret: string;
  readonly arn: string;
  readonly region: string;
  readonly rules: Readonly<Record<string, unknown>>;
  readonly immediately: boolean;
  readonly hasValue: boolean;
  readonly account: string;
  readonly function: FunctionRecord;
  /** What the function was deployed from, if that is an application. */
  readonly application: { readonly arn: string; readonly version: string } | null;
  readonly resourcePolicy: { readonly Statement: readonly any[] };
  readonly inlinePolicies: Readonly<Record<string, { readonly Statement: readonly any[] }>>;
  readonly endpoints: readonly EndpointRecord[];
  readonly securityGroupRules: readonly RuleRecord[];
}

export interface FunctionRecord {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly VpcConfig?: {
    readonly VpcId?: string;
    readonly SubnetIds?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
  };
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
}

export interface EndpointRecord {
  readonly VpcEndpointId: string;
  readonly VpcId: string;
  readonly ServiceName: string;
  readonly VpcEndpointType: string;
  readonly PrivateDnsEnabled: boolean;
  readonly DnsEntries?: readonly { readonly DnsName: string }[];
  readonly SubnetIds: readonly string[];
  readonly Groups: readonly { readonly GroupId: string }[];
}

export interface RuleRecord {
  readonly SecurityGroupRuleId: string;
  readonly GroupId: string;
  readonly IsEgress: boolean;
  readonly IpProtocol: string;
  readonly FromPort: number;
  readonly ToPort: number;
  readonly CidrIpv4?: string;
  readonly ReferencedGroupInfo?: { readonly GroupId: string };
}

/** What happened since the stand-in was started, in order. */
export interface Ledger {
  readonly rotations: readonly RecordedRotation[];
  /** The names of all operations that change something. */
  readonly operations: readonly string[];
  /** The same, each as it happened, with the answer of the fault that disturbed it: `RotateSecret denied`. */
  readonly history: readonly string[];
  /** What was taken away while the rotation of a secret named its function. */
  readonly takenInUse: readonly TakenInUse[];
  /** Everything that was called, as actions of IAM. */
  readonly calls: readonly string[];
  /** The operations that were carried out and not answered. */
  readonly held: readonly string[];
}

/** A function, or the permission to invoke it, that was taken away from the secret that it rotates. */
export interface TakenInUse {
  readonly what: 'function' | 'permission';
  readonly function: string;
  readonly secret: string;
}

/** What exists in a region now. */
export interface Inventory {
  readonly functions: readonly FunctionRecord[];
  /** The statements that let somebody invoke a function, by the function's name. */
  readonly permissions: Readonly<Record<string, readonly unknown[]>>;
  readonly endpoints: readonly EndpointRecord[];
  readonly securityGroups: readonly { readonly GroupId: string; readonly GroupName: string }[];
  readonly securityGroupRules: readonly RuleRecord[];
  readonly rolePolicies: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly secrets: readonly SecretRecord[];
  readonly databases: readonly string[];
}

export interface SecretRecord {
  readonly Name: string;
  readonly ARN: string;
  readonly RotationEnabled?: boolean;
  readonly RotationLambdaARN?: string;
}

/** A faults request: see the stand-in's own description. */
export interface Faults {
  readonly failChangeSet?: string;
  readonly hold?: string;
  /** The calls to disturb, instead of those that were to be disturbed before. */
  readonly calls?: readonly CallFault[];
}

/** How a call is disturbed. */
export interface CallFault {
  /** The operation, for example `RotateSecret`. */
  readonly operation: string;

  /**
   * The answer: `refused` as a wrong request is; `none` ends the connection.
   *
   * @default - the call's own
   */
  readonly answer?: 'refused' | 'denied' | 'throttled' | 'error' | 'none';

  /**
   * Whether the call is carried out in spite of its answer.
   *
   * @default false
   */
  readonly carriedOut?: boolean;

  /**
   * How long the call waits before anything happens.
   *
   * @default 0
   */
  readonly seconds?: number;

  /**
   * How many calls are disturbed.
   *
   * @default 1
   */
  readonly times?: number;

  /**
   * A text that a request contains which is disturbed.
   *
   * @default - any
   */
  readonly of?: string;

  /**
   * An operation that has to have happened before a call is disturbed.
   *
   * @default - none
   */
  readonly after?: string;
}

/** An AWS on a free loopback port. It ends with the process that started it. */
export class StandIn {
  public static async start(): Promise<StandIn> {
    const child = spawn('python3', [SCRIPT], { env: cleanEnvironment(process.env), detached: true });
    const printed: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => printed.push(data));
    const port = await new Promise<number>((resolve, reject) => {
      createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line).port));
      child.once('exit', () =>
        reject(new Error(`the stand-in of AWS ended:\n${Buffer.concat(printed).toString()}`)),
      );
    });
    return new StandIn(`http://127.0.0.1:${port}`, child);
  }

  /** One that runs already, and goes on when the rehearsal has ended. */
  public static async at(url: string): Promise<StandIn> {
    const standIn = new StandIn(url);
    try {
      await standIn.ledger();
    } catch (error) {
      throw new Error(noStandIn(url, error as Error));
    }
    return standIn;
  }

  /** What leads Terraform here. */
  public readonly environment: NodeJS.ProcessEnv;

  private constructor(
    public readonly url: string,
    private readonly child?: ChildProcess,
  ) {
    this.environment = awsAt(url);
  }

  /** Makes what a configuration names, and answers under which ids it exists. */
  public prepare(landscape: Landscape): Promise<Record<string, string>> {
    return this.post('landscape', landscape);
  }

  /** Puts lists of ids into parameters of AWS Systems Manager. */
  public async hold(region: string, parameters: Readonly<Record<string, readonly string[]>>): Promise<void> {
    if (Object.keys(parameters).length > 0) await this.post('parameters', { region, parameters });
  }

  public async setFaults(faults: Faults): Promise<void> {
    await this.post('faults', faults);
  }

  public ledger(): Promise<Ledger> {
    return this.request('ledger');
  }

  public inventory(region: string): Promise<Inventory> {
    return this.request(`inventory?region=${region}`);
  }

  /** Deletes a CloudFormation stack, as its owner may. */
  public async deleteStack(name: string): Promise<void> {
    const script =
      'import boto3, sys; boto3.client("cloudformation", sys.argv[1]).delete_stack(StackName=sys.argv[2])';
    const env = { ...cleanEnvironment(process.env), ...this.environment };
    await new Execution('python3', ['-c', script, env.AWS_REGION!, name], { env }).succeed();
  }

  /** Waits until an operation that is to be held has been carried out. */
  public async untilHeld(operation: string): Promise<void> {
    while (!(await this.ledger()).held.includes(operation)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    }
  }

  public async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin!.end();
    await ended;
  }

  private post<T>(path: string, body: unknown): Promise<T> {
    return this.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  private async request<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(`${this.url}/standin/${path}`, init);
    const body = (await response.json()) as T & { message: string };
    if (!response.ok) throw new Error(`the stand-in of AWS answers to ${path}: ${body.message}`);
    return body;
  }
}

function noStandIn(url: string, { message }: Error): string {
  return `no stand-in of AWS answers at ${url} (${message}); start one with: python3 ${SCRIPT}`;
}
