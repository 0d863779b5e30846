/** The parts of an ARN. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):([^\n]+)$/;

/** What Terraform or IAM puts in later, as far as it has no braces of its own. */
const TOKENS = /[$#]\{[^{}]*\}/g;

/** The parts of an ARN; undefined for `*`, and for what has not the form of one. What is known later only is `*`. */
export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text.includes('{') ? text.replace(TOKENS, '*') : text);
  if (match === null) return undefined;
  const [, partition, service, region, account, resource] = match;
  return { partition, service, region, account, resource };
}
