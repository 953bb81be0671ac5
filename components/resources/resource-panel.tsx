'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HttpMethod } from '#core/methods/schema.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Menu } from '../ui/menu.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import {
  CreateMethodSheet,
  CreateResourceSheet,
  MoveResourceSheet,
  RenameResourceSheet,
  useTreeChanges,
} from './resource-sheets.tsx';
import type { TreeResource } from './tree-rows.ts';

export interface ResourcePanelProps {
  apiId: string;
  resource: TreeResource;
  resources: readonly TreeResource[];
  mayWrite: boolean;
  onOpenResource: (resourceId: string | null) => void;
  onOpenMethod: (resourceId: string, httpMethod: HttpMethod) => void;
}

function DeleteResource({
  apiId,
  resource,
  onClose,
  onDeleted,
}: {
  apiId: string;
  resource: TreeResource;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const trpc = useTRPC();
  const refresh = useTreeChanges();
  const preview = useQuery(trpc.resources.deletePreview.queryOptions({ apiId, resourceId: resource.id }));
  const remove = useMutation(trpc.resources.delete.mutationOptions());
  const { resources = 0, methods = 0 } = preview.data ?? {};
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${resource.path}?`}
      description="Only the draft changes. Stages go on serving what they serve until you deploy."
      consequences={
        preview.data
          ? [
              {
                text: `${resources === 1 ? '1 resource' : `${resources} resources`} and ${methods === 1 ? '1 method' : `${methods} methods`} are deleted`,
              },
            ]
          : []
      }
      confirmLabel={`Delete ${resource.path}`}
      danger
      onConfirm={async () => {
        await remove.mutateAsync({ apiId, resourceId: resource.id });
        onDeleted();
        await refresh();
        toastDone(`${resource.path} is deleted from the draft`);
      }}
    />
  );
}

/** A resource: its methods, and what can be made under it or done with it. */
export function ResourcePanel(props: ResourcePanelProps) {
  const { apiId, resource, resources, mayWrite, onOpenResource, onOpenMethod } = props;
  const [open, setOpen] = useState<'resource' | 'method' | 'rename' | 'move' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const isRoot = resource.parentId === null;
  const sheet = { apiId, resource, onClose: close };
  const createMethod = <Button onClick={() => setOpen('method')}>Create method</Button>;
  return (
    <div className="grid content-start gap-4 p-4 md:p-6">
      <PageHeader
        level={2}
        title={<span className="font-mono">{resource.path}</span>}
        marks={<Copyable value={resource.id} label="Copy resource id" className="text-muted" />}
        actions={
          mayWrite ? (
            <>
              <Button onClick={() => setOpen('resource')}>Create resource</Button>
              {createMethod}
              {isRoot ? null : (
                <Menu
                  align="end"
                  trigger={<Button>More</Button>}
                  items={[
                    { label: 'Rename', onSelect: () => setOpen('rename') },
                    { label: 'Move', onSelect: () => setOpen('move') },
                    { kind: 'separator' },
                    { label: 'Delete', danger: true, onSelect: () => setOpen('delete') },
                  ]}
                />
              )}
            </>
          ) : null
        }
      />
      <Section title="Methods">
        {resource.methods.length === 0 ? (
          <EmptyState
            title="No methods here"
            description={`A request to ${resource.path} is answered as an unknown path.`}
            action={mayWrite ? createMethod : undefined}
          />
        ) : (
          <DataTable
            label={`Methods of ${resource.path}`}
            columns={[
              {
                key: 'method',
                header: 'Method',
                width: '110px',
                cell: ({ httpMethod }) => <MethodBadge method={httpMethod} />,
              },
              {
                key: 'operation',
                header: 'Operation name',
                cell: ({ operationName }) => operationName ?? <span className="text-faint">–</span>,
              },
              {
                key: 'integration',
                header: 'Integration',
                width: '130px',
                mono: true,
                cell: ({ integrationType }) => integrationType ?? 'none',
              },
              {
                key: 'key',
                header: 'API key',
                width: '110px',
                cell: ({ apiKeyRequired }) => (apiKeyRequired ? 'Required' : <span className="text-faint">Open</span>),
              },
            ]}
            rows={resource.methods}
            rowKey={({ httpMethod }) => httpMethod}
            rowName={({ httpMethod }) => `${httpMethod} ${resource.path}`}
            onRowOpen={({ httpMethod }) => onOpenMethod(resource.id, httpMethod as HttpMethod)}
          />
        )}
      </Section>
      <CreateResourceSheet {...sheet} open={open === 'resource'} onCreated={onOpenResource} />
      <CreateMethodSheet
        {...sheet}
        open={open === 'method'}
        onCreated={(httpMethod) => onOpenMethod(resource.id, httpMethod)}
      />
      <RenameResourceSheet {...sheet} open={open === 'rename'} />
      <MoveResourceSheet {...sheet} resources={resources} open={open === 'move'} />
      {open === 'delete' ? (
        <DeleteResource
          apiId={apiId}
          resource={resource}
          onClose={close}
          onDeleted={() => onOpenResource(resource.parentId)}
        />
      ) : null}
    </div>
  );
}
