import { ModuleDesign } from '../design';
import { calledServices } from '../endpoint-blocks';
import { Block } from '../hcl/block';
import { functionVariables } from './function';
import { masterSecretVariables } from './master-secret';
import { endpointVariables, networkVariables } from './network';
import { secrets } from './secrets';
import { isRequired, Variable, variableBlock } from './variable';

export type { Variable } from './variable';

/** The inputs of a module, those first that have to be given. */
export function variablesOf(design: ModuleDesign): Variable[] {
  const all = [
    secrets(),
    ...masterSecretVariables(design),
    ...networkVariables(design),
    ...calledServices(design).flatMap(endpointVariables),
    ...functionVariables(design),
  ].map((variable) => withDefault(variable, design));
  return [...all.filter(isRequired), ...all.filter((variable) => !isRequired(variable))];
}

function withDefault(variable: Variable, { defaults = {} }: ModuleDesign): Variable {
  return variable.name in defaults ? { ...variable, defaultValue: defaults[variable.name] } : variable;
}

export function variableBlocks(design: ModuleDesign): Block[] {
  return variablesOf(design).map(variableBlock);
}
