const ESCAPE = String.fromCharCode(27);

/** What a terminal is told of colours and of where to write, which is no text. */
const CONTROL_SEQUENCE = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, 'g');

/** What the command line of CDKTF writes anew several times a second. */
const ANIMATION = /^\s*([\u2800-\u28ff]\s|\d+ Stacks? deploying)/;

/** What was printed for a terminal, as text. */
export function plainText(output: string): string {
  const lines = output.replace(CONTROL_SEQUENCE, '').split('\n');
  return lines.filter((line) => !ANIMATION.test(line)).join('\n');
}

/** What Terraform says is wrong, which stands after everything that went well. */
export function diagnosticsOf(text: string): string {
  const start = text.search(/^.*\bError: /m);
  return start < 0 ? '' : text.slice(start);
}
