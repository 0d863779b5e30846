import awscdk from 'eslint-plugin-awscdk';
import tseslint from 'typescript-eslint';

/** Imports point one way: cli, app -> rotation, config -> secret -> policy, catalogue -> nothing. */
const layer = (name, forbidden) => ({
  files: [`src/${name}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: forbidden, message: `src/${name} may not import this; see the layout in README.md` },
        ],
      },
    ],
  },
});

// From a folder of src, and from folders in it.
const UP = ['../', '../../', '../../../'];

const folders = (...names) => names.flatMap((name) => UP.flatMap((up) => [`${up}${name}`, `${up}${name}/*`]));
const bindings = ['cdktf', 'cdktf/*', '@cdktf/*', 'constructs'];

export default tseslint.config(
  { ignores: ['lib/', 'cdktf.out/', 'coverage/', 'node_modules/', '**/*.mjs', '**/*.js'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
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
    },
  },
  layer('catalogue', [...folders('policy', 'secret', 'config', 'rotation', 'app', 'cli'), ...bindings]),
  layer('policy', [...folders('secret', 'config', 'rotation', 'app', 'cli'), ...bindings]),
  layer('secret', [...folders('config', 'rotation', 'app', 'cli'), ...bindings]),
  layer('config', [...folders('rotation', 'app', 'cli'), ...bindings]),
  layer('rotation', folders('config', 'secret', 'app', 'cli')),
  layer('app', folders('cli')),
);
