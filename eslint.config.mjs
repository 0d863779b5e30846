import awscdk from 'eslint-plugin-awscdk';
import importPlugin from 'eslint-plugin-import';
import tseslint from 'typescript-eslint';

/** The rooms of src, floor by floor: a room imports from the floors below its own, never from beside or above. */
const FLOORS = [
  ['printable.ts', 'confidential.ts', 'framework.ts', 'made-by.ts'],
  ['problem.ts'],
  ['catalogue'],
  ['arn', 'text'],
  ['policy', 'secret'],
  ['rotation', 'config'],
  ['app'],
  ['module', 'rehearsal', 'account'],
  ['cli'],
];

/** The constructs of CDKTF and whatever is made of them. */
const ROOMS_OF_CDKTF = ['rotation', 'app', 'module'];

/** What below a room's own floor it has nothing to do with. */
const APART = { config: ['policy'] };

const zones = FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    target: `./src/${room}`,
    from: [
      './src/index.ts',
      ...[
        ...FLOORS.slice(floor)
          .flat()
          .filter((other) => other !== room),
        ...(APART[room] ?? []),
      ].map((other) => `./src/${other}`),
    ],
    message: 'rooms import from the floors below only; docs/develop.md has the floors',
  })),
);

export default tseslint.config(
  {
    ignores: [
      'lib/',
      'dist/',
      'cdktf.out/',
      'coverage/',
      'node_modules/',
      'bench/aws-cdk/',
      '**/*.mjs',
      '**/*.js',
    ],
  },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: { import: importPlugin },
    settings: {
      'import/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import/resolver': { node: { extensions: ['.ts', '.js', '.json'] } },
    },
    rules: {
      // jsii publishes any as "any JSON", and has no other word for it.
      '@typescript-eslint/no-explicit-any': 'off',
      // A value that the schema or a look-up a line above guarantees.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // An enum-like class has a constructor that only it may call.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: '@cdktf/provider-aws', message: 'import one resource, by its path' }] },
      ],
      'import/no-cycle': ['error', { ignoreExternal: true }],
      'import/no-duplicates': 'error',
    },
  },
  { files: ['src/**/*.ts'], ...awscdk.configs.strict },
  {
    files: ['src/**/*.ts'],
    rules: {
      // It sees neither the spread nor the methods that a constructor hands its props to.
      'awscdk/no-unused-props': 'off',
      // Static factories and helpers create constructs in the scope and under the id that their caller names.
      'awscdk/require-passing-this': 'off',
      'awscdk/no-variable-construct-id': 'off',
      'awscdk/props-name-convention': 'off',
      'import/no-restricted-paths': ['error', { zones }],
    },
  },
  {
    files: ['src/module/**/*.ts'],
    // It never comes to an end with a type that contains itself, as values of Terraform's language do.
    rules: { 'awscdk/no-construct-in-interface': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ROOMS_OF_CDKTF.map((room) => `src/${room}/**`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['cdktf', 'cdktf/*', '@cdktf/*', 'constructs'], message: 'this room is pure' }],
        },
      ],
    },
  },
);
