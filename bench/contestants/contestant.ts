import { Fleet } from '../fleet';

/** A program that makes of a fleet what can be deployed. */
export interface Contestant {
  /** What `--only` calls it. */
  readonly id: string;
  readonly name: string;
  /** The most secrets that it can do. */
  readonly mostSecrets?: number;
  /** Builds what is needed. */
  prepare(folder: string): void;
  /** The arguments and the environment with which Node.js writes the fleet's files into a folder. */
  command(fleet: Fleet, outdir: string): Invocation;
  /** What has been written. */
  output(outdir: string): Output;
}

export interface Invocation {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** What a program wrote. */
export interface Output {
  readonly bytes: number;
  readonly resources: number;
}
