'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { HttpMethod } from '#core/methods/schema.ts';
import { AutosaveStatus } from '../form/autosave-status.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTreeChanges } from '../resources/resource-sheets.tsx';
import type { TreeResource } from '../resources/tree-rows.ts';
import type { usePlace } from '../resources/use-place.ts';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Menu } from '../ui/menu.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { IntegrationEditor } from './integration-editor.tsx';
import { MethodFlow } from './method-flow.tsx';
import { RequestEditor } from './request-editor.tsx';
import { ResponseEditor } from './response-editor.tsx';
import { TestDrawer } from './test-drawer.tsx';
import { type LoadedMethod, type MethodDraft, useMethodDraft } from './use-method-draft.ts';

export interface MethodPanelProps {
  apiId: string;
  resource: TreeResource;
  httpMethod: HttpMethod;
  place: ReturnType<typeof usePlace>;
  mayWrite: boolean;
}

function Conflict({ conflict }: { conflict: NonNullable<MethodDraft['conflict']> }) {
  return (
    <Banner
      tone="warning"
      title="Somebody else changed this method"
      actions={
        <>
          <Button size="sm" onClick={() => void conflict.takeTheirs()}>
            Take theirs
          </Button>
          <Button size="sm" onClick={() => void conflict.keepMine()}>
            Keep mine
          </Button>
        </>
      }
    >
      {conflict.message} Nothing you typed is lost until you choose.
    </Banner>
  );
}

function DeleteMethod({ apiId, resource, httpMethod, onClose, onDeleted }: DeleteMethodProps) {
  const trpc = useTRPC();
  const refresh = useTreeChanges();
  const remove = useMutation(trpc.methods.delete.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${httpMethod} ${resource.path}?`}
      description="Only the draft changes. Stages go on serving it until you deploy."
      consequences={[{ text: 'Its request, integration and responses are deleted with it' }]}
      confirmLabel={`Delete ${httpMethod}`}
      danger
      onConfirm={async () => {
        await remove.mutateAsync({ apiId, resourceId: resource.id, httpMethod });
        onDeleted();
        await refresh();
        toastDone(`${httpMethod} ${resource.path} is deleted from the draft`);
      }}
    />
  );
}

type DeleteMethodProps = Pick<MethodPanelProps, 'apiId' | 'resource' | 'httpMethod'> & {
  onClose: () => void;
  onDeleted: () => void;
};

function Editor({ loaded, ...props }: MethodPanelProps & { loaded: LoadedMethod }) {
  const { apiId, resource, httpMethod, place, mayWrite } = props;
  const draft = useMethodDraft(apiId, loaded);
  const [deleting, setDeleting] = useState(false);
  const { method, edit } = draft;
  const part = { apiId, method, edit, disabled: !mayWrite };
  return (
    <div className="grid content-start gap-4 p-4 md:p-6">
      <PageHeader
        level={2}
        title={
          <span className="flex items-center gap-2">
            <MethodBadge method={httpMethod} />
            <span className="font-mono">{method.path}</span>
          </span>
        }
        marks={<AutosaveStatus state={draft.state} />}
        actions={
          <>
            <Button icon={<FlaskConical aria-hidden="true" />} onClick={() => place.setTesting(true)}>
              Test
            </Button>
            {mayWrite ? (
              <Menu
                align="end"
                trigger={<Button>More</Button>}
                items={[{ label: 'Delete method', danger: true, onSelect: () => setDeleting(true) }]}
              />
            ) : null}
          </>
        }
      />
      {draft.conflict ? <Conflict conflict={draft.conflict} /> : null}
      <MethodFlow
        apiId={apiId}
        method={method}
        open={place.box}
        onOpen={place.openBox}
        onTest={() => place.setTesting(true)}
      />
      {place.box === 'request' ? <RequestEditor {...part} key={draft.generation} /> : null}
      {place.box === 'integration' ? <IntegrationEditor {...part} key={draft.generation} /> : null}
      {place.box === 'response' ? <ResponseEditor {...part} key={draft.generation} /> : null}
      <TestDrawer apiId={apiId} method={method} open={place.testing} onOpenChange={place.setTesting} />
      {deleting ? (
        <DeleteMethod
          apiId={apiId}
          resource={resource}
          httpMethod={httpMethod}
          onClose={() => setDeleting(false)}
          onDeleted={() => place.openResource(resource.id)}
        />
      ) : null}
    </div>
  );
}

/** A method: how it is executed, the editor of the chosen step, the test call. */
export function MethodPanel(props: MethodPanelProps) {
  const { apiId, resource, httpMethod } = props;
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    // What is on the screen is edited; only the person's own saves may replace it.
    trpc.methods.get.queryOptions(
      { apiId, resourceId: resource.id, httpMethod },
      { refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
  );
  if (error) {
    return (
      <div className="p-6">
        <QueryError title="This method could not be loaded" error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="p-6">
        <SkeletonLines lines={10} label="Loading the method" />
      </div>
    );
  }
  return <Editor {...props} loaded={data} />;
}
