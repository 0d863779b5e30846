import type { LambdaFunctionConfig } from '@cdktf/provider-aws/lib/lambda-function';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { createHash } from 'crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'fs';
import { resolve } from 'path';
import { Problem } from '../problem';
import { codeFileMissing, codeNoZip, codeTooLarge } from './problems';
import { RotationFunctionCode } from './rotation-function-code';
import { isToken } from './tokens';

/** What Lambda takes of a zip file that does not come from Amazon S3. */
const MOST_BYTES = 52_428_800;

/** What a zip file starts with. */
const ZIP = 'PK';

type Package = Pick<
  LambdaFunctionConfig,
  'packageType' | 'imageUri' | 's3Bucket' | 's3Key' | 's3ObjectVersion' | 'filename' | 'sourceCodeHash'
>;

/** What is wrong with the code, as far as it is on this computer. */
export function codeProblems({ zipFile }: RotationFunctionCode): Problem[] {
  if (zipFile === undefined || isToken(zipFile)) return [];
  try {
    const { size } = statSync(zipFile);
    if (startOf(zipFile) !== ZIP) return [codeNoZip(zipFile)];
    return size > MOST_BYTES ? [codeTooLarge(zipFile, size, MOST_BYTES)] : [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [codeFileMissing(zipFile, code === 'ENOENT' ? 'there is no such file' : String(code))];
  }
}

/** The code as Terraform's resource of a function has it. */
export function packageOf(scope: Construct, { zipFile, s3Object, imageUri }: RotationFunctionCode): Package {
  if (imageUri !== undefined) return { packageType: 'Image', imageUri };
  if (s3Object !== undefined) {
    const { bucket, key, objectVersion } = s3Object;
    return { s3Bucket: bucket, s3Key: key, s3ObjectVersion: objectVersion };
  }
  if (isToken(zipFile)) return { filename: zipFile, sourceCodeHash: `\${filebase64sha256("${zipFile}")}` };
  const path = resolve(zipFile!);
  const { path: filename } = new TerraformAsset(scope, 'Code', { path, type: AssetType.FILE });
  return { filename, sourceCodeHash: createHash('sha256').update(readFileSync(path)).digest('base64') };
}

function startOf(file: string): string {
  const start = Buffer.alloc(ZIP.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return start.toString('latin1');
}
