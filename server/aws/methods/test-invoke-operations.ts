import { randomUUID } from 'node:crypto';
import { pathParameters } from '#core/resources/schema.ts';
import { runTestCall } from '../../test-calls/run-test-call.ts';
import { badRequest } from '../aws-error.ts';
import { text, textMap } from '../members.ts';
import { operation } from '../operation.ts';
import { z } from 'zod';
import { findMethod } from './edit-method.ts';
import { pathValues } from './path-values.ts';
import { testInvokeLog } from './test-invoke-log.ts';

export const testInvokeOperations = {
  TestInvokeMethod: operation(
    {
      pathWithQueryString: text,
      body: text,
      headers: textMap,
      multiValueHeaders: z.record(z.string(), z.array(z.string())).nullish(),
      clientCertificateId: text,
      stageVariables: textMap,
    },
    {
      exactness: {
        partial:
          'runs on a connected node; clientCertificateId has no effect, and a path that does not fit the resource counts as left out',
      },
      async run(call, body) {
        const { path, resourceId, httpMethod, integration } = await findMethod(call);
        if (!integration) throw badRequest('No integration defined for method');
        const [calledPath = '', ...query] = (body.pathWithQueryString ?? '').split('?');
        // AWS takes the resource's own path when none is given, braces and all.
        const unfilled = Object.fromEntries(pathParameters(path).map((name) => [name, `{${name}}`]));
        const values = pathValues(path, calledPath) ?? unfilled;
        const headers = headersOf(body.headers, body.multiValueHeaders);
        const startedAt = new Date();
        const result = await runTestCall.execute(call.actor, {
          apiId: call.path.restapi_id,
          resourceId,
          httpMethod,
          pathParameters: values,
          queryString: query.join('?'),
          headers: headers.map(([name, value]) => ({ name, value })),
          body: body.body ?? null,
          stageVariables: body.stageVariables ?? {},
        });
        const multiValueHeaders = valuesByName(result.rawHeaders);
        return {
          status: result.status,
          body: result.body,
          headers: Object.fromEntries(Object.entries(multiValueHeaders).map(([name, all]) => [name, all.at(-1) ?? ''])),
          multiValueHeaders,
          log: testInvokeLog({
            requestId: randomUUID(),
            at: startedAt,
            httpMethod,
            path: calledPath || path,
            pathParameters: pathValues(path, calledPath || path) ?? {},
            queryString: query.join('?'),
            headers,
            body: body.body ?? '',
            integration,
            result,
          }),
          latency: Math.round(result.latencyMs),
        };
      },
    },
  ),
};

/** A header that stands in both has the values of the list. */
function headersOf(
  single: Readonly<Record<string, string>> | null | undefined,
  lists: Readonly<Record<string, readonly string[]>> | null | undefined,
): [name: string, value: string][] {
  const listed = new Set(Object.keys(lists ?? {}).map((name) => name.toLowerCase()));
  const alone = Object.entries(single ?? {}).filter(([name]) => !listed.has(name.toLowerCase()));
  return [
    ...alone,
    ...Object.entries(lists ?? {}).flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  ];
}

function valuesByName(rawHeaders: readonly string[]): Record<string, string[]> {
  const byName: Record<string, string[]> = {};
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    (byName[rawHeaders[i] ?? ''] ??= []).push(rawHeaders[i + 1] ?? '');
  }
  return byName;
}
