import next from 'eslint-config-next/core-web-vitals';
import nextTypeScript from 'eslint-config-next/typescript';

/** Warnings are ignored by people, so every rule that is on at all is an error. */
function asErrors(config) {
  if (!config.rules) return config;
  const rules = Object.entries(config.rules).map(([name, setting]) => {
    const [level, ...options] = [setting].flat();
    const isOn = level === 'warn' || level === 1 || level === 'error' || level === 2;
    return [name, [isOn ? 'error' : 'off', ...options]];
  });
  return { ...config, rules: Object.fromEntries(rules) };
}

const shipped = [...next, ...nextTypeScript].map(asErrors);
const componentRules = shipped
  .flatMap(({ rules = {} }) => Object.keys(rules))
  .filter((name) => /^(?:react|react-hooks|jsx-a11y)\//.test(name));

const config = [
  { ignores: ['**/node_modules/', '.next*/', '.sluice*/', 'prisma/generated/', 'coverage/', 'playwright-report/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  ...shipped,
  {
    // No component stands there, and looking for one takes a quarter of the time.
    files: ['bench/**', 'core/**', 'gateway/**', 'prisma/**', 'server/**', 'tools/**'],
    rules: Object.fromEntries(componentRules.map((name) => [name, 'off'])),
  },
  {
    rules: {
      // A configuration file has nothing to be named for.
      'import/no-anonymous-default-export': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-param-reassign': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      // It flags libraries that the React compiler cannot follow; the compiler is not in use here.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Programs whose standard output is what their user reads.
    files: ['tools/**', 'bench/**', 'prisma/seed/**', 'e2e/**', '**/main.ts'],
    rules: { 'no-console': 'off' },
  },
];

export default config;
