import type { Design } from '../../apis/design.ts';
import { buildSdk } from '../../sdk/build-sdk.ts';
import type { Operation } from '../../sdk/ir.ts';
import { chooseNames } from '../../sdk/typescript/naming.ts';
import { choosePackageNames } from '../../sdk/typescript/package-names.ts';
import { sampleCall } from '../../sdk/typescript/sample.ts';
import { apiKeyPlaceholder } from './call.ts';
import { javascriptString } from './literals.ts';

/** Writes the call of an operation, named by its method key, with the API's own SDK; null when the SDK leaves it out. */
export type SdkSampler = (methodKey: string) => string | null;

/** The sampler of a design. The SDK's names are worked out at the first call. */
export function sdkSampler(design: Design, baseUrl: string): SdkSampler {
  let ready: { write: SdkSampler } | undefined;
  return (methodKey) => (ready ??= prepare(design, baseUrl)).write(methodKey);
}

function prepare(design: Design, baseUrl: string): { write: SdkSampler } {
  const sdk = buildSdk(design, { baseUrl });
  const names = chooseNames(sdk);
  const { packageName } = choosePackageNames(sdk, {});
  const operations = new Map<string, Operation>(
    sdk.services.flatMap((service) => service.operations).map((operation) => [operation.key, operation]),
  );
  return {
    write(methodKey) {
      const operation = operations.get(methodKey);
      const call = operation && sampleCall(sdk, names, operation);
      if (!call) return null;
      const options = operation.apiKeyRequired ? `{ apiKey: ${javascriptString(apiKeyPlaceholder)} }` : '';
      return [
        `import { ${names.client} } from ${javascriptString(packageName)};`,
        '',
        `const client = new ${names.client}(${options});`,
        `const result = await ${call};`,
        '',
        'console.log(result);',
      ].join('\n');
    },
  };
}
