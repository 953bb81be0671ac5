// `npm run migration -- NAME` writes the next migration from prisma/schema; `--check` exits 2 when the two differ.
//
// Needs no database server and no downloaded engine: Prisma's schema engine as WebAssembly, over PGlite in memory.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const root = resolve(import.meta.dirname, '..');
const schemaFolder = join(root, 'prisma/schema');
const migrationsFolder = join(root, 'prisma/migrations');
const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };

const IN_SYNC = 0;
const DIFFERS = 2;

async function loadEngine() {
  const wasmPath = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm');
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const compiled = new WebAssembly.Module(readFileSync(wasmPath));
  const instance = new WebAssembly.Instance(compiled, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/** The adapter runs a script without waiting for it, and has no second database to try migrations on. */
class MigrationAdapterFactory extends PrismaPGlite {
  #database;

  constructor(database) {
    super(database);
    this.#database = database;
  }

  async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => void (await this.#database.exec(script));
    return adapter;
  }

  connectToShadowDb() {
    return this.connect();
  }
}

function schemaFiles() {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => join(schemaFolder, name))
    .map((path) => ({ path, content: readFileSync(path, 'utf8') }));
}

function migrationsOnDisk() {
  const names = existsSync(migrationsFolder) ? readdirSync(migrationsFolder).sort() : [];
  const directories = names
    .map((name) => ({ name, path: join(migrationsFolder, name, 'migration.sql') }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(path, 'utf8') } },
    }));
  if (directories.length === 0) return { tag: 'empty' };
  return {
    tag: 'migrations',
    baseDir: migrationsFolder,
    lockfile,
    shadowDbInitScript: '',
    migrationDirectories: directories,
  };
}

/** The SQL that leads from the migrations to the schema, or undefined when nothing is missing. */
async function missingSql() {
  const SchemaEngine = await loadEngine();
  const database = await PGlite.create('memory://');
  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(database));
  const engine = await SchemaEngine.new({}, () => {}, factory);
  const { stdout, exitCode } = await engine.diff({
    from: migrationsOnDisk(),
    to: { tag: 'schemaDatamodel', files: schemaFiles() },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  await database.close();
  return exitCode === DIFFERS ? stdout : undefined;
}

function writeMigration(name, sql) {
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${timestamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  writeFileSync(join(migrationsFolder, lockfile.path), lockfile.content);
  return folder;
}

const [argument] = process.argv.slice(2);
if (argument !== '--check' && !/^[a-z][a-z0-9_]*$/.test(argument ?? '')) {
  console.error('usage: npm run migration -- NAME (lower case, digits, underscores), or --check');
  process.exit(1);
}
const sql = await missingSql();
if (sql === undefined) {
  console.log('prisma/schema and prisma/migrations agree');
  process.exit(IN_SYNC);
}
if (argument === '--check') {
  console.log(`prisma/migrations lack this; run npm run migration -- NAME:\n${sql}`);
  process.exit(DIFFERS);
}
console.log(`wrote ${writeMigration(argument, sql)}`);
