/** What stands for text that only Terraform knows: an interpolation, or a placeholder of CDKTF. */
const TOKEN = /[$#]\{/;

/** What stands for a whole list that only Terraform knows. */
const LIST_TOKEN = /^#\{/;

/** Whether a text holds something that is known later only. A variable of IAM, `${aws:username}`, counts as well. */
export function hasToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Whether a list's only item stands for the list: then it must stay in a list. */
export function isListToken(text: unknown): boolean {
  return typeof text === 'string' && LIST_TOKEN.test(text);
}
