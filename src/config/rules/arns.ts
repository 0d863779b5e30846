import { partitionOf } from '../../catalogue';
import { arnElsewhere, secretArnAmbiguous } from '../problems';
import { isAmbiguousSecretArn } from '../../arn/secret-arn';
import { RotationEntry, StackConfig } from '../model';
import { Remark } from './remark';

export function checkArns({ secret, masterSecret = '' }: RotationEntry): Remark[] {
  return Object.entries({ secret, masterSecret })
    .filter(([, arn]) => isAmbiguousSecretArn(arn))
    .map(([key, arn]) => [key, secretArnAmbiguous(arn)]);
}

/** A function has one way to Secrets Manager, that of its own region, and secrets lie with their keys. */
export function checkArnPlaces(rotation: RotationEntry, { region }: StackConfig): Remark[] {
  const partition = partitionOf(region)?.name;
  if (partition === undefined) return [];
  return Object.entries({
    secret: [rotation.secret, `arn:${partition}:secretsmanager:${region}:`],
    masterSecret: [rotation.masterSecret, `arn:${partition}:secretsmanager:${region}:`],
    kmsKeyArn: [rotation.kmsKeyArn, `arn:${partition}:kms:${region}:`],
    masterSecretKmsKeyArn: [rotation.masterSecretKmsKeyArn, `arn:${partition}:kms:${region}:`],
  })
    .filter(([, [arn, start = '']]) => arn?.startsWith('arn:') && !arn.startsWith(start))
    .map(([key, [arn = '']]) => [key, arnElsewhere(key, arn, { region, partition })]);
}
