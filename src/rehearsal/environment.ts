/** Nothing of the user's own AWS or Terraform settings may have a say, but for where downloaded providers are kept. */
const FOREIGN = /^(AWS|TF|TERRAFORM|CDKTF)_(?!PLUGIN_CACHE_DIR)|^(ROTATION_CONFIG|https?_proxy|all_proxy)$/i;

/** The environment less whatever would lead a command to anything but what it is told to use. */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !FOREIGN.test(name)));
}

/** The settings under which Terraform takes a server on a loopback port for AWS. */
export function awsAt(url: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_SERVERLESSAPPLICATIONREPOSITORY: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
