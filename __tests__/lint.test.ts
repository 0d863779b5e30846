import { spawnSync } from 'child_process';
import { join } from 'path';
import { ROOT } from './support/examples';

/** What the linter says of a file if it held a text: each rule that it breaks, with the message. */
function lint(file: string, text: string): string {
  const args = [
    join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js'),
    '--stdin',
    '--stdin-filename',
    file,
  ];
  return spawnSync(process.execPath, args, { cwd: ROOT, input: text, encoding: 'utf8' }).stdout;
}

describe('the linter', () => {
  test('fails on an import from a floor above', () => {
    expect(lint('src/catalogue/cron-field.ts', "import '../policy/glob';\n")).toContain(
      'import/no-restricted-paths',
    );
  });

  test('fails on an import from beside', () => {
    expect(lint('src/config/model.ts', "import '../rotation/replacement';\n")).toContain(
      'import/no-restricted-paths',
    );
  });

  test('fails on an import of policies in the configuration', () => {
    expect(lint('src/config/model.ts', "import '../policy/glob';\n")).toContain('import/no-restricted-paths');
  });

  test('fails on two files that import each other', () => {
    expect(
      lint(
        'src/catalogue/cron-field.ts',
        "import { LEAST_HOURS } from './cron';\nexport const hours = LEAST_HOURS;\n",
      ),
    ).toContain('import/no-cycle');
  });

  test('fails on CDKTF in a room that is pure', () => {
    expect(lint('src/config/model.ts', "import 'cdktf';\n")).toContain('no-restricted-imports');
  });

  test('passes an import from a floor below', () => {
    expect(lint('src/config/model.ts', "import '../catalogue/partition';\n")).toBe('');
  });
});
