import { DeployedFunction } from './deployed';

/** The path of roles that have none. */
export const NO_PATH = '/';

/** What Terraform makes a function of the user's own anew for; without a package type its code is a zip file. */
export function madeFromOwnCode(packageType = 'Zip'): DeployedFunction['madeFrom'] {
  return { application: 'code of your own', 'package type': packageType };
}
