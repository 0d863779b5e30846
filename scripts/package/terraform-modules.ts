import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { registryFiles } from '../registry-files';
import { Piece } from './piece';

/** The registry wants `terraform-PROVIDER-NAME`. */
const NAME = 'terraform-aws-secret-rotation';

/** The modules of plain Terraform, as the Terraform Registry takes them. */
export const terraformModules: Piece = {
  name: 'terraform',
  title: 'modules of plain Terraform',
  missing: () => undefined,
  make: (folder) => {
    const target = join(folder, 'terraform', NAME);
    rmSync(target, { recursive: true, force: true });
    Object.entries(registryFiles()).forEach(([file, text]) => {
      mkdirSync(dirname(join(target, file)), { recursive: true });
      writeFileSync(join(target, file), text);
    });
    return [target];
  },
};
