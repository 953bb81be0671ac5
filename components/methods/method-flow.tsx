'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import type { Box } from '../resources/use-place.ts';
import { useTRPC } from '../trpc.ts';
import { cn } from '../ui/class-names.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { type FlowBox, flowBoxes } from './method-flow-boxes.ts';
import type { LoadedMethod } from './use-method-draft.ts';

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
      {box.lines.map(({ text, icon: Step, mono }) => (
        <span key={text} className="flex min-w-0 items-center gap-1.5 text-meta text-muted" title={text}>
          {Step ? <Step className="size-3.5 shrink-0 text-accent" aria-hidden="true" /> : null}
          <span className={cn('truncate', mono && 'font-mono', Step && 'text-ink')}>{text}</span>
        </span>
      ))}
    </>
  );
}

export interface MethodFlowProps {
  apiId: string;
  method: LoadedMethod;
  open: Box;
  onOpen: (box: Box) => void;
  /** The client's box makes a test call. */
  onTest: () => void;
}

/** How a request to the method is executed, as boxes in its order; the chosen box is edited below. */
export function MethodFlow({ apiId, method, open, onOpen, onTest }: MethodFlowProps) {
  const trpc = useTRPC();
  const { authorizerId, requestValidatorId } = method;
  const authorizers = useQuery(trpc.authorizers.list.queryOptions({ apiId }, { enabled: authorizerId !== null }));
  const validators = useQuery(trpc.validators.list.queryOptions({ apiId }, { enabled: requestValidatorId !== null }));
  const names = {
    authorizer: authorizers.data?.items.find(({ id }) => id === authorizerId)?.name,
    validator: validators.data?.items.find(({ id }) => id === requestValidatorId),
  };
  return (
    <div role="group" aria-label="Execution of the method" className="flex gap-2 max-lg:flex-col lg:items-stretch">
      {flowBoxes(method, names).map((box, index) => {
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
