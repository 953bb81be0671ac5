import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram } from '#tools/test/program.ts';

/** Where Debian's packages put jars; SLUICE_TEST_JARS names another folder. */
const folder = process.env.SLUICE_TEST_JARS ?? '/usr/share/java';

/** What a judge that runs on Java needs: jars in one folder, and the Debian package that brings them. */
export type JavaJudge = { script: string; jars: readonly string[]; debianPackage: string };

export const velocityJudge: JavaJudge = {
  script: 'velocity-oracle.java',
  jars: ['velocity.jar', 'commons-collections3.jar', 'commons-lang.jar'],
  debianPackage: 'velocity',
};

/** Whether the judge can be asked on this machine. The JDK is needed, for it compiles the judge's source on the way. */
export function hasJudge({ jars }: JavaJudge): boolean {
  return findProgram(['javac']) !== undefined && jars.every((jar) => existsSync(join(folder, jar)));
}

/** What a judge made of a question, or the name of the Java exception with which it refused. */
export type Verdict = { output: string } | { error: string };

/** The answers of a judge, in the order of the questions. */
export async function askJudge({ script, jars }: JavaJudge, questions: readonly string[]): Promise<Verdict[]> {
  const classPath = jars.map((jar) => join(folder, jar)).join(delimiter);
  const child = spawn('java', ['-cp', classPath, join(import.meta.dirname, script)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(questions.map((question) => `${Buffer.from(question).toString('base64')}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = Buffer.concat(chunks).toString('ascii').split('\n').slice(0, -1);
  if (code !== 0 || lines.length !== questions.length) throw new Error(`The judge ${script} ended with ${code}.`);
  return lines.map((line) =>
    line.startsWith('=') ? { output: Buffer.from(line.slice(1), 'base64').toString('utf8') } : { error: line.slice(1) },
  );
}
