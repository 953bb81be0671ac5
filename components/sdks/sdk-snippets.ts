/** A package's name as part of a file name: npm's scopes hold a slash. */
function plainName(packageName: string): string {
  return packageName.replace(/^@/, '').replaceAll('/', '-');
}

/** Shell commands that build the downloaded package and add it to a project. */
export function installCommands(packageName: string, version: string): string {
  const folder = plainName(packageName);
  return [
    `unzip ${folder}-${version}.zip -d ${folder}`,
    `npm install --prefix ${folder}`,
    `npm install ./${folder}`,
  ].join('\n');
}

/** A program that makes one call. */
export function usageCode(
  { clientName, apiKeyVariable, firstCall }: { clientName: string; apiKeyVariable: string; firstCall: string | null },
  packageName: string,
): string {
  const call = firstCall === null ? [] : ['', `const result = await ${firstCall};`, 'console.log(result);'];
  return [
    `import { ${clientName} } from '${packageName}';`,
    '',
    `// The key comes from the environment: ${apiKeyVariable}.`,
    `const client = new ${clientName}();`,
    ...call,
  ].join('\n');
}
