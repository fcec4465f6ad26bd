import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The rooms of the house: who may import what. */
const noVscode = { name: 'vscode', message: 'Only src/extension and test/host know the editor.' };
const noNode = { group: ['node:*'], message: 'This code also runs in a web worker.' };
const onlyDoor = {
  regex: '/core/(?!index$)',
  message: 'src/core/index is the only door to the core.',
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'media/',
      'out/',
      'node_modules/',
      'src/core/entities/generated/',
      'src/core/entities/tagger/assembly/kernel.ts',
      '.vscode-test*/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './src/core/tsconfig.json',
          './src/extension/tsconfig.json',
          './src/cli/tsconfig.json',
          './src/report/tsconfig.json',
          './train/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [noVscode],
          patterns: [noNode, { regex: '/(extension|cli)/', message: 'The core imports nothing above it.' }],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'setTimeout', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock.' },
        { object: 'Math', property: 'random', message: 'The core has no randomness.' },
      ],
    },
  },
  {
    files: ['src/extension/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noNode,
            onlyDoor,
            { regex: '/cli/', message: 'The editor and the command line are neighbours.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/extension/**/*.ts'],
    ignores: ['src/extension/notices.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[object.property.name='window'][property.name=/^show(Information|Warning|Error)Message$/]",
          message: 'src/extension/notices tells a person something: there, no text becomes a link.',
        },
        {
          selector: "MemberExpression[object.property.name='ProgressLocation'][property.name='Notification']",
          message: 'src/extension/notices shows progress in a notification: there, no text becomes a link.',
        },
      ],
    },
  },
  {
    files: ['src/extension/features/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noNode,
            onlyDoor,
            { regex: '^\\./', message: 'Features never import features.' },
            { regex: '/cli/', message: 'The editor and the command line are neighbours.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/report/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [noVscode],
          patterns: [
            noNode,
            onlyDoor,
            { regex: '/(extension|cli)/', message: 'The report runs in a page of its own.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [noVscode],
          patterns: [
            onlyDoor,
            { regex: '/extension/', message: 'The editor and the command line are neighbours.' },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['describe', 'it'] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
);
