/**
 * The framework whose constructs these are, as texts and commands name it. It stands here alone, because the package is built for
 * CDK Terrain from the same source as well: `npm run build:cdktn` puts the other names in here.
 */
export const FRAMEWORK = {
  title: 'CDKTF',
  command: 'cdktf',
  library: 'cdktf',
  provider: '@cdktf/provider-aws',
  commandLine: 'cdktf-cli',
  ownPackage: 'cdktf-secret-rotation',
} as const;
