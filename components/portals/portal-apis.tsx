'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { errorDetails } from '../error-details.ts';
import { type FoundStage, StageFinder } from '../sdks/stage-finder.tsx';
import { useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Section } from '../ui/section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import type { Portal } from './portal-actions.tsx';

type Entry = Portal['apis'][number];

/** The list with an entry one place further up (-1) or down (1). */
function moved(entries: readonly Entry[], index: number, by: -1 | 1): Entry[] {
  const next = [...entries];
  const [entry] = next.splice(index, 1);
  if (entry) next.splice(index + by, 0, entry);
  return next;
}

/** The stages that a portal documents, in the order of its first page. */
export function PortalApis({ portal, mayWrite }: { portal: Portal; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Entry | null>(null);
  const update = useMutation(
    trpc.portals.update.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.portals.pathFilter()),
    }),
  );
  const { id: portalId, title, apis } = portal;

  function save(entries: readonly { apiId: string; stageName: string }[]) {
    return update.mutateAsync({ portalId, apis: entries.map(({ apiId, stageName }) => ({ apiId, stageName })) });
  }
  async function attempt(entries: readonly { apiId: string; stageName: string }[], done: string) {
    try {
      await save(entries);
      toastDone(done);
    } catch (error) {
      toastFailed('The portal was not changed', { description: errorDetails(error).message });
    }
  }
  async function choose({ apiId, apiName, stageName }: FoundStage) {
    const taken = apis.some((entry) => entry.apiId === apiId);
    const entries = taken
      ? apis.map((entry) => (entry.apiId === apiId ? { apiId, stageName } : entry))
      : [...apis, { apiId, stageName }];
    await attempt(entries, `${title} documents ${apiName} as ${stageName} serves it`);
  }
  return (
    <Section
      title="APIs"
      description="Each as its stage serves it, whenever that changes."
      actions={
        mayWrite ? (
          <Button size="sm" onClick={() => setAdding(true)}>
            Add API
          </Button>
        ) : null
      }
      boxed
    >
      {apis.length === 0 ? <p className="text-muted">None yet, so the public page is empty.</p> : null}
      <ul className="grid gap-2">
        {apis.map((entry, index) => (
          <li key={entry.apiId} className="flex items-center gap-1">
            <TextLink
              href={`/apis/${entry.apiId}/stages/${encodeURIComponent(entry.stageName)}`}
              className="min-w-0 truncate"
            >
              {entry.apiName} <span className="font-mono">{entry.stageName}</span>
            </TextLink>
            <span className="grow px-1 text-meta text-muted">
              {entry.version === null ? (
                <Badge tone="warning">The stage is gone: not shown</Badge>
              ) : (
                <span className="font-mono">v{entry.version}</span>
              )}
            </span>
            {portal.published && entry.version !== null ? (
              <TextLink href={`${portal.path}/${entry.apiId}`} target="_blank" className="px-2 text-meta">
                Reference
              </TextLink>
            ) : null}
            {mayWrite ? (
              <>
                <IconButton
                  size="sm"
                  label={`Move ${entry.apiName} up`}
                  icon={<ArrowUp aria-hidden="true" />}
                  disabled={index === 0 || update.isPending}
                  onClick={() => void attempt(moved(apis, index, -1), `${entry.apiName} moved up`)}
                />
                <IconButton
                  size="sm"
                  label={`Move ${entry.apiName} down`}
                  icon={<ArrowDown aria-hidden="true" />}
                  disabled={index === apis.length - 1 || update.isPending}
                  onClick={() => void attempt(moved(apis, index, 1), `${entry.apiName} moved down`)}
                />
                <IconButton
                  size="sm"
                  label={`Remove ${entry.apiName}`}
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={() => setRemoving(entry)}
                />
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <Sheet
        open={adding}
        onOpenChange={setAdding}
        title={`Add an API to ${title}`}
        description="Choosing another stage of an API that is in already replaces its stage."
      >
        <StageFinder
          act={(stage) => {
            const entry = apis.find(({ apiId }) => apiId === stage.apiId);
            const isIn = entry?.stageName === stage.stageName;
            return (
              <Button
                size="sm"
                aria-label={`${entry ? 'Switch to' : 'Add'} ${stage.apiName} ${stage.stageName}`}
                disabled={isIn || update.isPending}
                onClick={() => void choose(stage)}
              >
                {isIn ? 'In the portal' : entry ? 'Switch to it' : 'Add'}
              </Button>
            );
          }}
        />
      </Sheet>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.apiName ?? ''} from ${title}?`}
        description="The API and its stages stay as they are. You can add it again."
        consequences={portal.published ? [{ text: 'Its public reference is gone at once' }] : []}
        confirmLabel={`Remove ${removing?.apiName ?? ''}`}
        danger
        onConfirm={async () => {
          await save(apis.filter(({ apiId }) => apiId !== removing?.apiId));
        }}
      />
    </Section>
  );
}
