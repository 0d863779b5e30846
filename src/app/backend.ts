import { S3Backend, TerraformStack } from 'cdktf';
import { BackendConfig } from '../config/model';
import { HcpTerraform } from './hcp-terraform';

/** Tells Terraform where a stack's state is kept; without a backend it is a local file. */
export function configureBackend(stack: TerraformStack, { s3, cloud }: BackendConfig = {}): void {
  if (s3) {
    const { useLockfile = s3.dynamodbTable === undefined, ...settings } = s3;
    // Terraform ignores the key of a state that it is not told to encrypt.
    const encrypt = settings.kmsKeyId === undefined ? undefined : true;
    const backend = new S3Backend(stack, { encrypt, ...settings });
    // The bindings of cdktf 0.21 do not know this setting of Terraform 1.10.
    backend.addOverride('use_lockfile', useLockfile);
  }
  if (cloud) new HcpTerraform(stack, 'Backend', cloud);
}
