/** @type {import('prettier').Config} */
export default {
  singleQuote: true,
  semi: true,
  printWidth: 120,
  trailingComma: 'all',
};
