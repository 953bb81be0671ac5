import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';

const run = promisify(execFile);
const TSC = join(import.meta.dirname, '../node_modules/typescript/bin/tsc');

/** What somebody writes who has just installed the package. */
const PROGRAM = `import { PetstoreClient } from 'petstore-sdk';
const client = new PetstoreClient({ apiKey: process.env.SHOP_KEY ?? '' });
const order = await client.store.getOrderById({ orderId: 1 });
console.log(JSON.stringify(order));
`;

const compilerOptions = { strict: true, module: 'nodenext', target: 'es2022', types: ['node'] };

async function unpack(zip: string, folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(zip)))) {
    if (name.endsWith('/')) continue;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

/** Builds a downloaded SDK, compiles a program against it under --strict and runs it; resolves with what it prints. */
export async function runSdk({ zip, folder, key }: { zip: string; folder: string; key: string }): Promise<unknown> {
  const installed = join(folder, 'node_modules/petstore-sdk');
  await unpack(zip, installed);
  await run(process.execPath, [TSC, '-p', installed]);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  await writeFile(join(folder, 'program.ts'), PROGRAM);
  await run(process.execPath, [TSC, '-p', folder]);
  const { stdout } = await run(process.execPath, ['program.js'], {
    cwd: folder,
    env: { ...process.env, SHOP_KEY: key },
  });
  return JSON.parse(stdout);
}
