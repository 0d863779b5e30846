import { parseArn } from '../arn/arn';
import { nameOfSecret } from '../arn/secret-arn';
import { physicalName } from '../catalogue/physical-name';
import { PolicyDocument } from '../policy/policy-document';
import { PolicyType } from '../policy/policy-type';
import { RotationPolicies } from '../policy/rotation-policies';
import { limitOf } from '../policy/size-limits';
import { InvolvedPolicy } from './involved-policy';
import { namedMasterSecrets, StackView, unique } from './stack-view';

/** As much of a secret's name as stands in the name of a file. */
const MOST_CHARACTERS = 80;

/** What a function does with a key: of the secret that it rotates, or of its master secret. */
interface KeyUse {
  readonly kmsKeyArn: string;
  readonly secretArns: readonly string[];
  readonly roleArn: string;
  readonly isRotated: boolean;
}

/** The policies of what several stacks may use: keys, and master secrets of other accounts. A key or secret has one policy. */
export function sharedPolicies(stacks: readonly StackView[]): InvolvedPolicy[] {
  return [...keyPolicies(stacks.flatMap(keyUses)), ...otherMasterSecrets(stacks)];
}

function keyUses(stack: StackView): KeyUse[] {
  return stack.functions.flatMap(({ roleArn, rotations }) =>
    rotations.flatMap((rotation) => {
      const masterArns = namedMasterSecrets([rotation]).flatMap((secret) => stack.secretArns(secret));
      return [
        ...useOf(rotation.kmsKeyArn, {
          secretArns: stack.secretArns(rotation.secret),
          roleArn,
          isRotated: true,
        }),
        ...useOf(rotation.masterSecretKmsKeyArn, { secretArns: masterArns, roleArn, isRotated: false }),
      ];
    }),
  );
}

function useOf(kmsKeyArn: string | undefined, use: Omit<KeyUse, 'kmsKeyArn'>): KeyUse[] {
  return kmsKeyArn === undefined ? [] : [{ kmsKeyArn, ...use }];
}

function keyPolicies(uses: readonly KeyUse[]): InvolvedPolicy[] {
  return unique(uses.map(({ kmsKeyArn }) => kmsKeyArn)).map((arn) => {
    const { region, account, resource } = parseArn(arn)!;
    return {
      file: `kms-key-${region}-${account}-${resource.replace('key/', '')}.json`,
      type: PolicyType.KMS_KEY,
      policy: keyPolicyOf(
        arn,
        uses.filter(({ kmsKeyArn }) => kmsKeyArn === arn),
      ),
      owner: `the key \`${arn}\``,
      how: 'you put its statements into the policy of the key, which has one only, and those who read or write the secrets besides',
    };
  });
}

function keyPolicyOf(arn: string, uses: readonly KeyUse[]): PolicyDocument {
  const { region, account: accountId } = parseArn(arn)!;
  const rolesThat = (rotate: boolean): string[] =>
    unique(uses.filter(({ isRotated }) => isRotated === rotate).map(({ roleArn }) => roleArn));
  const rotating = rolesThat(true);
  const policyFor = (secretArns?: string[]): PolicyDocument =>
    RotationPolicies.kmsKey({
      region,
      accountId,
      secretArns,
      functionRoleArns: rotating,
      readerArns: rolesThat(false).filter((role) => !rotating.includes(role)),
    });
  // Of a secret that RDS manages the name is not known beforehand.
  if (uses.some(({ secretArns }) => secretArns.length === 0)) return policyFor();
  const exact = policyFor(unique(uses.flatMap(({ secretArns }) => secretArns)));
  return exact.characters > limitOf(PolicyType.KMS_KEY).most ? policyFor() : exact;
}

/** Whoever owns the account has to let the functions' roles read there. */
function otherMasterSecrets(stacks: readonly StackView[]): InvolvedPolicy[] {
  const reads = stacks.flatMap((stack) =>
    stack.functions.flatMap(({ roleArn, rotations }) =>
      stack.masterSecretsElsewhere(rotations).map((secret) => ({ secret, roleArn })),
    ),
  );
  return unique(reads.map(({ secret }) => secret)).map((secret) => {
    const { region, account } = parseArn(secret)!;
    const readers = unique(reads.filter((one) => one.secret === secret).map(({ roleArn }) => roleArn));
    return {
      file: `secret-${region}-${account}-${fileName(secret)}.json`,
      type: PolicyType.RESOURCE,
      policy: onlyReading(RotationPolicies.secret({ accountId: account, readerArns: readers })),
      owner: `the master secret \`${secret}\``,
      how: `whoever owns the account ${account} puts its statements into the policy of the secret`,
    };
  });
}

/** What else the policy of a secret says is for its owner to decide. */
function onlyReading({ statements }: PolicyDocument): PolicyDocument {
  return new PolicyDocument(statements.filter(({ sid }) => sid.startsWith('ReadersRead')));
}

function fileName(secret: string): string {
  return physicalName([nameOfSecret(secret)], MOST_CHARACTERS);
}
