import type { Sdk } from '../ir.ts';
import { docComment } from './literals.ts';
import type { Names } from './naming.ts';
import { TypeWriter, circularAliases } from './types.ts';

/** The file with the API's models. */
export function emitModels(sdk: Sdk, names: Names): string {
  const circular = circularAliases(sdk.types);
  const writer = new TypeWriter((name) => names.types.get(name) ?? 'unknown');
  const declarations = sdk.types.map(({ name, type, description }) => {
    const identifier = names.types.get(name) ?? 'unknown';
    const comment = docComment('', [description]);
    if (type.kind === 'object')
      return `${comment}export interface ${identifier} ${writer.object(type.properties, type.additional, '')}\n`;
    return `${comment}export type ${identifier} = ${circular.has(name) ? 'unknown' : writer.text(type)};\n`;
  });
  const body = declarations.join('\n');
  const imports = [
    ...(/\bInt64\b/.test(body) ? ["import type { Int64 } from './runtime/json.js';\n"] : []),
    ...(/\bOpenEnum</.test(body) ? ["import type { OpenEnum } from './runtime/open-enum.js';\n"] : []),
  ];
  const head = imports.length > 0 ? `${imports.join('')}\n` : '';
  return body === '' ? 'export {};\n' : `${head}${body}`;
}
