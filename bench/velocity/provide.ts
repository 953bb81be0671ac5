import { installDebianPackage } from '#tools/test/program.ts';
import { hasJudge, type JavaJudge } from './oracle.ts';

/** Installs what the judge needs where this process may; true when it can be asked. */
export async function provideJudge(judge: JavaJudge): Promise<boolean> {
  if (hasJudge(judge)) return true;
  await installDebianPackage('default-jdk-headless');
  await installDebianPackage(judge.debianPackage);
  return hasJudge(judge);
}
