import { RotationApplication } from '../catalogue';
import { HclValue } from './hcl/value';

/** A service that makes and rotates master secrets by itself. */
export type MasterManager = 'rds' | 'redshift';

/** What a module is made for. */
export interface ModuleDesign {
  readonly application: RotationApplication;
  /** The service that manages the master secret, if one does. */
  readonly masterManager?: MasterManager;
  /** Values that inputs have by default, by their names, in place of those that every module has. */
  readonly defaults?: Readonly<Record<string, HclValue>>;
}

/** What the engine, the strategy and the manager of the master secret are called in names. */
export function titleOf({ application: { engine, strategy }, masterManager }: ModuleDesign): string {
  return [engine, strategy, ...(masterManager === undefined ? [] : ['managed-master'])].join('-');
}
