import { defineConfig } from 'prisma/config';

// Prisma's commands need a URL even where they open no database; `npm start` migrates without them.
const url = process.env.DATABASE_URL ?? 'postgresql://localhost/sluice';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url },
});
