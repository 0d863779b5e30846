import { nestedBlock } from './blocks';
import { Block } from './hcl/block';

/** The lowest release of Terraform whose variables have optional attributes with defaults. */
export const TERRAFORM_VERSION = '>= 1.3';

/** The releases of the AWS provider that the resources are valid for. */
export const PROVIDER_VERSION = '>= 5.100, < 7';

/** No pin: who calls the module has one. */
export function versionBlocks(): Block[] {
  return [
    nestedBlock(
      'terraform',
      { required_version: TERRAFORM_VERSION },
      nestedBlock('required_providers', { aws: { source: 'hashicorp/aws', version: PROVIDER_VERSION } }),
    ),
  ];
}
