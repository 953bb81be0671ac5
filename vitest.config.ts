import { defineConfig } from 'vitest/config';

const notTests = ['**/node_modules/**', '.next/**', 'e2e/**'];
const databaseTests = '**/*.db.test.ts';
const processTests = '**/*.proc.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...notTests, databaseTests, processTests],
        },
      },
      {
        test: {
          name: 'db',
          include: [databaseTests],
          exclude: notTests,
          globalSetup: ['tools/testing/database-template.ts'],
          setupFiles: ['tools/testing/database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'proc',
          include: [processTests],
          exclude: notTests,
          // Each starts servers and kills them: two at once would compete for the machine and miss their deadlines.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
