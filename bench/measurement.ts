import { Output } from './contestants/contestant';
import { Fleet } from './fleet';
import { Usage } from './measure';

/** One program at one task, to be measured several times. */
export interface Measurement {
  readonly task: string;
  readonly program: string;
  /** Whether the other programs at the task are compared with this one. */
  readonly isReference?: boolean;
  /** What of the other's CPU time the reference may take. */
  readonly goal?: number;
  readonly fleet?: Fleet;
  run(): Usage | Promise<Usage>;
  /** What the last run wrote. */
  output?(): Output;
}

/** A measurement and the middle of its figures. */
export interface Result {
  readonly measurement: Measurement;
  readonly usage: Usage;
  readonly output?: Output;
}
