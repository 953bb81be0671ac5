import type { Operation, Sdk } from '../ir.ts';
import type { PackageNames } from './emit-client.ts';
import { markdownCode, markdownText } from './literals.ts';
import type { Names } from './naming.ts';
import { sampleCall } from './sample.ts';

/** A call of the operation to show first; null for a package without operations. */
export function firstCall(sdk: Sdk, names: Names): string | null {
  const first = firstOperation(sdk);
  return first && sampleCall(sdk, names, first);
}

/** One that reads, needs little and is not deprecated. */
function firstOperation(sdk: Sdk): Operation | null {
  const all = sdk.services.flatMap(({ operations }) => operations);
  const cost = (operation: Operation): number =>
    (operation.httpMethod === 'GET' ? 0 : 100) +
    (operation.deprecated ? 50 : 0) +
    operation.parameters.filter(({ required }) => required).length +
    (operation.parameters.some(({ in: place }) => place === 'path') ? 0 : 1);
  return all.reduce<Operation | null>(
    (best, operation) => (best && cost(best) <= cost(operation) ? best : operation),
    null,
  );
}

/** How to install and use the package. */
export function emitReadme(sdk: Sdk, names: Names, { packageName, apiKeyVariable }: PackageNames): string {
  const call = firstCall(sdk, names) ?? 'client';
  const about = sdk.description === null ? '' : `\n${markdownText(sdk.description)}\n`;
  const skipped = sdk.skipped.map(({ operation, reason }) => `- ${markdownCode(operation)}: ${reason}\n`).join('');
  return `# ${markdownText(sdk.title)}
${about}
A TypeScript client without dependencies, for Node 20.3 and later, Deno, Bun and browsers.

## Install

\`\`\`sh
npm install ${packageName}
\`\`\`

## Authentication

Set the environment variable \`${apiKeyVariable}\`, or give the key to the client. A function is asked before each
request, so a key may come from a vault or change while the program runs.

\`\`\`ts
import { ${names.client} } from '${packageName}';

const client = new ${names.client}({ apiKey: async () => readKeyFromVault() });
\`\`\`

The key is sent as \`x-api-key\`. Other credentials go into \`headers\`, for the client or for one call.

## First call

\`\`\`ts
import { ${names.client} } from '${packageName}';

const client = new ${names.client}();
const result = await ${call};
\`\`\`

All operations are listed in [api.md](api.md). The second argument of every method takes settings for that call:
\`timeoutMs\`, \`maxRetries\`, \`headers\`, \`signal\` and \`idempotent\`. \`withResponse()\` gives the status and the headers too:

\`\`\`ts
const { data, response } = await ${call}.withResponse();
console.log(response.status, response.requestId, data);
\`\`\`

## Errors

\`\`\`ts
import { ApiError, ConnectionError, NotFoundError } from '${packageName}';

try {
  await ${call};
} catch (error) {
  if (error instanceof NotFoundError) console.error('There is none.');
  else if (error instanceof ApiError) console.error(error.status, error.requestId, error.body);
  else if (error instanceof ConnectionError) console.error('The API could not be reached.');
  else throw error;
}
\`\`\`

Each status has a class: 400 \`BadRequestError\`, 401 \`AuthenticationError\`, 403 \`PermissionDeniedError\`, 404
\`NotFoundError\`, 409 \`ConflictError\`, 422 \`UnprocessableEntityError\`, 429 \`RateLimitError\`, 5xx \`ServerError\`. All of them
are \`ApiError\`. \`TimeoutError\` is a \`ConnectionError\`; a call that its signal aborts throws \`RequestAbortedError\`.

## Retries and time limits

A request that may be sent twice (GET, HEAD, PUT, DELETE) is tried again up to 2 times after a connection error or the
statuses 408, 429, 500, 502, 503 and 504. The wait grows and is random; \`Retry-After\` is obeyed up to a minute. Give
\`idempotent: true\` with a call to let another method be tried again. One attempt may take 60 seconds.

\`\`\`ts
const patient = new ${names.client}({ maxRetries: 5, timeoutMs: 120_000 });
\`\`\`

## Values

Enumerations are open: values that the API adds later are valid. An integer of 64 bits (\`Int64\`) is a number while that is
exact and a bigint beyond. Times stay the texts that the API sends.
${skipped === '' ? '' : `\n## Not included\n\n${skipped}`}`;
}

/** The list of all operations. */
export function emitApiIndex(sdk: Sdk, names: Names): string {
  const sections = sdk.services.map((service) => {
    const own = names.services.get(service.name);
    const rows = service.operations.map((operation) => {
      const method = own?.operations.get(operation.key)?.method ?? '';
      const summary = operation.summary === null ? '' : `: ${markdownText(operation.summary)}`;
      return `- \`client.${own?.property ?? ''}.${method}\` ${markdownCode(operation.key)}${summary}\n`;
    });
    return `## ${markdownText(service.name)}\n\n${rows.join('')}`;
  });
  return `# Operations\n\n${sections.join('\n')}`;
}
