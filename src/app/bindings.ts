import { cdktf } from '@cdktf/provider-aws/package.json';

/** The release of the AWS provider that the installed bindings are made for. */
export const BINDINGS_VERSION = cdktf.provider.version;
