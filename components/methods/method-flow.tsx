import { ArrowLeft, ArrowRight, Monitor, type LucideIcon, PackageCheck, ServerCog, ShieldCheck } from 'lucide-react';
import { Fragment } from 'react';
import { parseRequestParameter } from '#core/methods/schema.ts';
import type { Box } from '../resources/use-place.ts';
import { cn } from '../ui/class-names.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

type FlowBox = { id: Box | 'client'; title: string; icon: LucideIcon; lines: string[] };

const count = (number: number, noun: string) => (number === 1 ? `1 ${noun}` : `${number} ${noun}s`);

function requestLines(method: LoadedMethod): string[] {
  const required = Object.entries(method.requestParameters).filter(([name, on]) => on && parseRequestParameter(name));
  return [
    method.apiKeyRequired ? 'API key required' : 'No API key',
    method.authorizationType === 'NONE' ? 'No authorizer' : method.authorizationType,
    method.requestValidatorId ? `Validates ${count(required.length, 'parameter')}` : 'No validation',
  ];
}

function integrationLines({ integration }: LoadedMethod): string[] {
  if (!integration) return ['None yet'];
  const { type, uri, httpMethod, timeoutInMillis } = integration;
  if (type === 'MOCK') return ['MOCK', 'Answers by itself'];
  return [
    `${type} ${httpMethod ?? ''}`.trim(),
    uri ?? 'No URL yet',
    `${(timeoutInMillis / 1000).toLocaleString('en-US')} s at most`,
  ];
}

function responseLines({ integration, methodResponses }: LoadedMethod): string[] {
  if (integration?.type === 'HTTP_PROXY')
    return ['Passed through', ...methodResponses.map(({ statusCode }) => statusCode)];
  const statuses = integration?.integrationResponses.map(({ statusCode }) => statusCode) ?? [];
  return statuses.length > 0 ? [count(statuses.length, 'response'), statuses.join(', ')] : ['No response yet'];
}

export function flowBoxes(method: LoadedMethod): FlowBox[] {
  return [
    { id: 'client', title: 'Client', icon: Monitor, lines: [method.httpMethod, method.path] },
    { id: 'request', title: 'Request', icon: ShieldCheck, lines: requestLines(method) },
    { id: 'integration', title: 'Integration', icon: ServerCog, lines: integrationLines(method) },
    { id: 'response', title: 'Response', icon: PackageCheck, lines: responseLines(method) },
  ];
}

function Arrows() {
  return (
    <span className="flex shrink-0 flex-col items-center justify-center text-faint max-lg:rotate-90" aria-hidden="true">
      <ArrowRight className="size-4" />
      <ArrowLeft className="size-4" />
    </span>
  );
}

const BOX = 'grid min-w-0 flex-1 content-start gap-0.5 rounded-md border p-3 text-left transition-colors';

function BoxContent({ box }: { box: FlowBox }) {
  const Icon = box.icon;
  return (
    <>
      <span className="flex items-center gap-1.5 font-medium">
        <Icon className="size-4 text-muted" aria-hidden="true" />
        {box.title}
      </span>
      {box.lines.map((line, index) => (
        <span key={index} className={cn('truncate text-meta text-muted', index > 0 && 'font-mono')} title={line}>
          {line}
        </span>
      ))}
    </>
  );
}

export interface MethodFlowProps {
  method: LoadedMethod;
  open: Box;
  onOpen: (box: Box) => void;
  /** The client's box makes a test call. */
  onTest: () => void;
}

/** How a request to the method is executed, as boxes in its order; the chosen box is edited below. */
export function MethodFlow({ method, open, onOpen, onTest }: MethodFlowProps) {
  return (
    <div role="group" aria-label="Execution of the method" className="flex gap-2 max-lg:flex-col lg:items-stretch">
      {flowBoxes(method).map((box, index) => {
        const { id } = box;
        const chosen = id === open;
        return (
          <Fragment key={id}>
            {index > 0 ? <Arrows /> : null}
            <button
              type="button"
              aria-pressed={id === 'client' ? undefined : chosen}
              onClick={() => (id === 'client' ? onTest() : onOpen(id))}
              className={cn(
                BOX,
                chosen
                  ? 'border-accent-line bg-accent-soft'
                  : 'border-line bg-raised hover:border-line-strong hover:bg-hover',
              )}
            >
              <VisuallyHidden>{id === 'client' ? 'Make a test call as the' : 'Edit the'} </VisuallyHidden>
              <BoxContent box={box} />
            </button>
          </Fragment>
        );
      })}
    </div>
  );
}
