'use client';

import * as Radix from 'radix-ui/alert-dialog';
import { useId, useState, type ReactNode } from 'react';
import { errorDetails } from '../error-details.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Input } from './input.tsx';
import { ModalBoundary } from './overlay-depth.tsx';
import { returnFocus } from './page-focus.ts';

export interface Consequence {
  /** What kind of thing breaks, with its number: "2 stages stop answering". */
  text: string;
  /** The things by name; long lists are cut with a count of the rest. */
  names?: readonly string[];
}

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The act as a question: "Delete API petstore?" */
  title: ReactNode;
  description?: ReactNode;
  consequences?: readonly Consequence[];
  /** The plain verb and its object: "Delete petstore". */
  confirmLabel: string;
  /** What must be typed before the act is allowed. */
  typeToConfirm?: string;
  danger?: boolean;
  /** The dialog closes when this resolves; when it rejects it stays open and shows the message. */
  onConfirm: () => void | Promise<void>;
}

const SHOWN_NAMES = 5;

function ConsequenceList({ consequences }: { consequences: readonly Consequence[] }) {
  return (
    <ul className="mt-3 grid gap-2 rounded-md border border-line bg-subtle p-3">
      {consequences.map((consequence) => {
        const names = consequence.names ?? [];
        const rest = names.length - SHOWN_NAMES;
        return (
          <li key={consequence.text}>
            <span className="font-medium">{consequence.text}</span>
            {names.length > 0 ? (
              <span className="block font-mono text-meta break-words text-muted">
                {names.slice(0, SHOWN_NAMES).join(', ')}
                {rest > 0 ? ` and ${rest} more` : ''}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Body({
  onOpenChange,
  title,
  description,
  consequences = [],
  confirmLabel,
  typeToConfirm,
  danger = true,
  onConfirm,
}: ConfirmDialogProps) {
  const inputId = useId();
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const allowed = typeToConfirm === undefined || typed === typeToConfirm;

  async function confirm() {
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setFailure(errorDetails(error).message);
    } finally {
      setPending(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (allowed && !pending) void confirm();
      }}
    >
      <div className="max-h-[70vh] overflow-auto p-4">
        <Radix.Title className="text-title font-medium">{title}</Radix.Title>
        <Radix.Description asChild>
          <div className="mt-1 text-muted">{description ?? 'This cannot be undone.'}</div>
        </Radix.Description>
        {consequences.length > 0 ? <ConsequenceList consequences={consequences} /> : null}
        {typeToConfirm === undefined ? null : (
          <div className="mt-4 grid gap-1">
            <label htmlFor={inputId}>
              Type <span className="font-mono font-medium">{typeToConfirm}</span> to confirm
            </label>
            <Input
              id={inputId}
              mono
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
        {failure === null ? null : (
          <Banner tone="failing" className="mt-3" title="Not done">
            {failure}
          </Banner>
        )}
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-4 py-3">
        <Radix.Cancel asChild>
          <Button>Cancel</Button>
        </Radix.Cancel>
        <Button type="submit" variant={danger ? 'danger-solid' : 'primary'} loading={pending} disabled={!allowed}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}

/** Asks before what cannot be undone, with what will break by name and number. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <ModalBoundary>
          <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
          <Radix.Content
            onCloseAutoFocus={returnFocus}
            className="fixed inset-x-4 top-[16vh] z-40 mx-auto max-w-115 animate-rise-in rounded-md border border-line bg-raised shadow-overlay focus:outline-none"
          >
            <Body {...props} />
          </Radix.Content>
        </ModalBoundary>
      </Radix.Portal>
    </Radix.Root>
  );
}
