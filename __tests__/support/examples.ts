import { readFileSync } from 'fs';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

export const VPC = 'vpc-0a1b2c3d4e5f60718';
export const SUBNETS = ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'];
export const DATABASE_GROUP = 'sg-0a1b2c3d4e5f60718';
export const OTHER_GROUP = 'sg-0a1b2c3d4e5f60719';
export const ENDPOINT = 'vpce-0a1b2c3d4e5f60718';

export const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/orders-AbCd12';
export const MASTER_ARN =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/orders-master-EfGh34';
export const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export function fileInRoot(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}
