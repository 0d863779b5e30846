import { SecretRotationError } from '../problem';
import { CommandOption } from './command';

/** What the library makes, or what is wrong with the values, told of the options that were given. */
export async function withFlagNames<T>(
  name: string,
  options: readonly CommandOption[],
  make: () => T | Promise<T>,
): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof SecretRotationError)) throw error;
    const problems = error.problems.map(({ code, message }) => ({
      code,
      message: renamed(message, options),
    }));
    throw new SecretRotationError(name, problems);
  }
}

/** In the library an input is a property, which has another name than its option. */
function renamed(message: string, options: readonly CommandOption[]): string {
  return options.reduce(
    (text, { flags, property }) =>
      property === undefined ? text : text.split(`"${property}"`).join(flags.split(' ')[0]),
    message,
  );
}
