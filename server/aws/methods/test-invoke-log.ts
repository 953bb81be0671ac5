import type { Integration } from '#core/integrations/schema.ts';
import type { PhaseTrace, TestResult } from '#core/telemetry/trace.ts';

type Invocation = {
  requestId: string;
  at: Date;
  httpMethod: string;
  path: string;
  pathParameters: Readonly<Record<string, string>>;
  queryString: string;
  headers: readonly [name: string, value: string][];
  body: string;
  integration: Integration;
  result: TestResult;
};

/** Longest text of an event, characters: what goes beyond AWS cuts off with a mark. */
const eventMaxLength = 998;

const shownOfCredentials = 6;

/** The execution log of a test invocation, as AWS writes it, of what the node's trace tells. */
export function testInvokeLog(invocation: Invocation): string {
  const { requestId, at, result } = invocation;
  const events = [
    `Starting execution for request: ${requestId}`,
    `HTTP Method: ${invocation.httpMethod}, Resource Path: ${invocation.path}`,
    `Method request path: ${mapText(Object.entries(invocation.pathParameters))}`,
    `Method request query string: ${mapText([...new URLSearchParams(invocation.queryString)])}`,
    `Method request headers: ${mapText(invocation.headers)}`,
    `Method request body before transformations: ${cut(invocation.body)}`,
    ...endpointEvents(invocation),
    ...outcomeEvents(result),
    `Method completed with status: ${result.status}`,
  ];
  const date = dateText(at);
  return [`Execution log for request ${requestId}`, ...events.map((event) => `${date} : ${event}`), ''].join('\n');
}

/** What was sent to the backend, and what it answered. A mock has none. */
function endpointEvents({ integration, result }: Invocation): string[] {
  if (integration.type === 'MOCK') return [];
  const detail = Object.assign({}, ...result.phases.map((phase) => phase.detail)) as PhaseTrace['detail'];
  const integrate = result.phases.find(({ phase }) => phase === 'integrate');
  if (!integrate || integrate.outcome === 'skipped') return [];
  const request = [
    `Endpoint request URI: ${integration.uri ?? ''}`,
    `Endpoint request headers: ${mapText(headerPairs(detail['upstream request headers']))}`,
    `Endpoint request body after transformations: ${cut(detail['upstream request body'] ?? '')}`,
    `Sending request to ${integration.uri ?? ''}`,
  ];
  if (integrate.outcome === 'failed') return request;
  return [
    ...request,
    `Received response. Integration latency: ${Math.round(integrate.durationMs)} ms`,
    `Endpoint response body before transformations: ${cut(detail['upstream response body'] ?? '')}`,
  ];
}

function outcomeEvents({ phases, body, rawHeaders }: TestResult): string[] {
  const failed = phases.find(({ outcome }) => outcome === 'failed');
  if (failed) return [`Execution failed: ${failed.summary}`];
  const headers = rawHeaders.flatMap((name, i): [string, string][] =>
    i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? '']] : [],
  );
  return [
    `Method response body after transformations: ${cut(body)}`,
    `Method response headers: ${mapText(headers)}`,
    'Successfully completed execution',
  ];
}

/** Lines of `name: value`. */
function headerPairs(lines: string | undefined): [string, string][] {
  return (lines ?? '').split('\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()]] : [];
  });
}

/** A map as Java prints it; the values of a repeated name stand together. */
function mapText(pairs: readonly (readonly [name: string, value: string])[]): string {
  const byName = new Map<string, string[]>();
  for (const [name, value] of pairs) byName.set(name, [...(byName.get(name) ?? []), masked(name, value)]);
  return cut(`{${[...byName].map(([name, values]) => `${name}=${values.join(',')}`).join(', ')}}`);
}

/** AWS shows the end of credentials only. */
function masked(name: string, value: string): string {
  if (!/^(?:authorization|x-amz-security-token)$/i.test(name)) return value;
  return `${'*'.repeat(Math.max(value.length - shownOfCredentials, 0))}${value.slice(-shownOfCredentials)}`;
}

function cut(text: string): string {
  return text.length > eventMaxLength ? `${text.slice(0, eventMaxLength)} [TRUNCATED]` : text;
}

/** `Tue May 30 01:22:45 UTC 2023`. */
function dateText(at: Date): string {
  const [weekday = '', day, month, year, time] = at.toUTCString().split(/,? /);
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
