import type { Operation } from '#core/portal/reference-document.ts';
import { Badge } from '../ui/badge.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { Section } from '../ui/section.tsx';
import { AuthNote } from './auth-note.tsx';
import { BodyView } from './body-view.tsx';
import { Description } from './description.tsx';
import { exampleBody } from './example-body.ts';
import { ParameterList } from './parameter-list.tsx';
import { ResponseList } from './response-list.tsx';
import { SampleTabs } from './sample-tabs.tsx';

export interface OperationViewProps {
  operation: Operation;
  baseUrl: string;
  /** The language in which the reader wants samples. */
  language: string | undefined;
}

/** One operation: what it is on the left, how it is called on the right. */
export function OperationView({ operation, baseUrl, language }: OperationViewProps) {
  const { httpMethod, path, parameters, requestBody, responses } = operation;
  return (
    <article className="grid min-w-0 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
      <header className="grid min-w-0 gap-2 xl:col-span-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-display break-words">{operation.title}</h1>
          {operation.deprecated ? <Badge tone="warning">Deprecated</Badge> : null}
        </div>
        <div className="flex min-w-0 items-center gap-2">
          <MethodBadge method={httpMethod} />
          <Copyable value={`${baseUrl}${path === '/' ? '' : path}`} text={path} label="Copy URL" />
        </div>
        {operation.description ? <Description text={operation.description} className="mt-2" /> : null}
      </header>
      <div className="order-last grid min-w-0 content-start gap-8 xl:order-none">
        <Section title="Authorization">
          <AuthNote auth={operation.auth} />
        </Section>
        {parameters.length > 0 ? (
          <Section title="Parameters">
            <div className="grid min-w-0 gap-4">
              <ParameterList place="path" parameters={parameters} />
              <ParameterList place="query" parameters={parameters} />
              <ParameterList place="header" parameters={parameters} />
            </div>
          </Section>
        ) : null}
        {requestBody ? (
          <Section title="Request body">
            {requestBody.description ? <Description text={requestBody.description} /> : null}
            <BodyView bodies={requestBody.bodies} />
          </Section>
        ) : null}
        <Section title="Responses">
          {responses.length > 0 ? (
            <ResponseList responses={responses} />
          ) : (
            <p className="text-muted">Not described. What the backend answers is passed on.</p>
          )}
        </Section>
      </div>
      <CallColumn operation={operation} language={language} />
    </article>
  );
}

function CallColumn({ operation, language }: { operation: Operation; language: string | undefined }) {
  const examples = operation.responses.flatMap(({ statusCode, bodies }) => {
    // What goes wrong is told under Responses; the sample shows what a caller hopes for.
    const body = statusCode.startsWith('2') && bodies.find((candidate) => exampleBody(candidate) !== null);
    return body ? [{ statusCode, contentType: body.contentType, text: exampleBody(body) ?? '' }] : [];
  });
  const example = examples[0];
  return (
    <div className="min-w-0 xl:sticky xl:top-20 xl:max-h-[calc(100dvh-96px)] xl:self-start xl:overflow-y-auto">
      <div className="grid min-w-0 gap-6">
        <Section title="Sample call">
          <SampleTabs samples={operation.samples} language={language} />
        </Section>
        {example ? (
          <Section title="Sample response">
            <CodeBlock code={example.text} title={`${example.statusCode} · ${example.contentType}`} maxHeightPx={360} />
          </Section>
        ) : null}
      </div>
    </div>
  );
}
