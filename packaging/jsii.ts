import { ChildProcessWithoutNullStreams, spawn } from 'child_process';
import { createInterface, Interface } from 'readline';
import { join } from 'path';

const RUNTIME = join(
  __dirname,
  '..',
  'node_modules',
  '@jsii',
  'runtime',
  'webpack',
  'bin',
  'jsii-runtime.js',
);

/** What another language holds of an object that lives in JavaScript. */
export interface Reference {
  readonly '$jsii.byref': string;
}

/** The process through which Python, Java, C# and Go use a library of jsii, spoken to as they do: a line of JSON each way. */
export class JsiiRuntime {
  private readonly child: ChildProcessWithoutNullStreams = spawn(process.execPath, [RUNTIME], {
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' },
  });
  private readonly lines: Interface = createInterface(this.child.stdout);
  private readonly answers = this.lines[Symbol.asyncIterator]();
  private printed = '';

  public constructor() {
    this.child.stderr.on('data', (data: Buffer) => (this.printed += data));
  }

  /** Waits until it says who it is. */
  public async hello(): Promise<string> {
    return (await this.answer()).hello;
  }

  public load(name: string, version: string, tarball: string): Promise<unknown> {
    return this.request({ api: 'load', name, version, tarball });
  }

  public create(fqn: string, ...args: unknown[]): Promise<Reference> {
    return this.request({ api: 'create', fqn, args });
  }

  /** Calls a static method. */
  public async callStatic(fqn: string, method: string, ...args: unknown[]): Promise<any> {
    return (await this.request({ api: 'sinvoke', fqn, method, args })).result;
  }

  /** Reads a static property. */
  public async getStatic(fqn: string, property: string): Promise<any> {
    return (await this.request({ api: 'sget', fqn, property })).value;
  }

  public async call(objref: Reference, method: string, ...args: unknown[]): Promise<any> {
    return (await this.request({ api: 'invoke', objref, method, args })).result;
  }

  public async get(objref: Reference, property: string): Promise<any> {
    return (await this.request({ api: 'get', objref, property })).value;
  }

  public stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }

  private async request(body: object): Promise<any> {
    this.child.stdin.write(`${JSON.stringify(body)}\n`);
    const { ok, error } = await this.answer();
    if (error !== undefined) throw new Error(error);
    return ok;
  }

  private async answer(): Promise<any> {
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`the runtime of jsii ended:\n${this.printed}`);
    return JSON.parse(value);
  }
}

/** Props as another language hands them over. */
export function struct(fqn: string, data: Readonly<Record<string, unknown>>): object {
  return { '$jsii.struct': { fqn, data } };
}
