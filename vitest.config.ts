import { defineConfig } from 'vitest/config';

const notTests = ['**/node_modules/**', '.next/**', 'e2e/**'];
const databaseTests = '**/*.db.test.ts';
const processTests = '**/*.proc.test.ts';
/** For what is quick unless the machine is busy with other work, or stands still for a moment. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patient,
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...notTests, databaseTests, processTests],
        },
      },
      {
        test: {
          ...patient,
          name: 'db',
          include: [databaseTests],
          exclude: notTests,
          globalSetup: ['tools/testing/database-template.ts'],
          setupFiles: ['tools/testing/database.ts'],
        },
      },
      {
        test: {
          ...patient,
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
