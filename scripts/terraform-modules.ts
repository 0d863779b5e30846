/** Writes modules of plain Terraform into dist/terraform, as the Terraform Registry takes them: `npm run package`. */
import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { registryFiles } from './registry-files';

/** The registry wants `terraform-PROVIDER-NAME`. */
const FOLDER = join(__dirname, '..', 'dist', 'terraform', 'terraform-aws-secret-rotation');

rmSync(FOLDER, { recursive: true, force: true });
Object.entries(registryFiles()).forEach(([file, text]) => {
  mkdirSync(dirname(join(FOLDER, file)), { recursive: true });
  writeFileSync(join(FOLDER, file), text);
});
console.log(FOLDER);
