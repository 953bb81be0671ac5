import type { Sdk } from '../ir.ts';
import { docComment, stringLiteral } from './literals.ts';
import type { Names } from './naming.ts';

export type PackageNames = { packageName: string; version: string; apiKeyVariable: string };

/** The file with the client: one property per service. */
export function emitClient(sdk: Sdk, names: Names, { packageName, version, apiKeyVariable }: PackageNames): string {
  const services = sdk.services.flatMap((service) => {
    const own = names.services.get(service.name);
    return own ? [{ ...own, description: service.description }] : [];
  });
  const imports = services
    .map(({ className, file }) => `import { ${className} } from './resources/${file}.js';\n`)
    .join('');
  const fields = services.map(
    ({ property, className, description }) =>
      `${docComment('  ', [description])}  readonly ${property}: ${className};\n`,
  );
  const assignments = services.map(({ property, className }) => `    this.${property} = new ${className}(http);\n`);
  return `${imports}import { HttpClient } from './runtime/http-client.js';
import type { ClientOptions } from './runtime/options.js';

${docComment('', [`The client of ${sdk.title}.`, sdk.description])}export class ${names.client} {
${fields.join('')}
  constructor(options: ClientOptions = {}) {
    const http = new HttpClient(
      {
        baseUrl: ${stringLiteral(sdk.baseUrl)},
        product: ${stringLiteral(`${packageName.replace(/^@/, '').replaceAll('/', '-')}/${version}`)},
        apiKeyVariable: ${stringLiteral(apiKeyVariable)},
      },
      options,
    );
${assignments.join('')}  }
}
`;
}

/** The package's entry: the client, the models, the parameters and what the runtime offers to users. */
export function emitIndex(names: Names): string {
  const resources = [...names.services.values()]
    .map(({ file }) => `export type * from './resources/${file}.js';\n`)
    .join('');
  return `export { ${names.client}, ${names.client} as default } from './client.js';
export type * from './models.js';
${resources}export type { ApiPromise, WithResponse } from './runtime/api-promise.js';
export {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  DecodeError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RequestAbortedError,
  SdkError,
  ServerError,
  TimeoutError,
  UnprocessableEntityError,
} from './runtime/errors.js';
export type { ResponseInfo } from './runtime/errors.js';
export type { Int64 } from './runtime/json.js';
export type { OpenEnum } from './runtime/open-enum.js';
export type { ApiKeyProvider, BinaryInput, ClientOptions, HeaderValues, RequestOptions } from './runtime/options.js';
`;
}
