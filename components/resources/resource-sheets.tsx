'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { httpMethodSchema, httpMethods } from '#core/methods/schema.ts';
import { childPath, pathPartSchema } from '#core/resources/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';
import type { TreeResource } from './tree-rows.ts';

/** Reads the tree and the API's header again after the tree changed. */
export function useTreeChanges(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.resources.pathFilter()),
      queries.invalidateQueries(trpc.apis.pathFilter()),
    ]);
  };
}

const pathPartForm = z.object({ pathPart: pathPartSchema });

export interface ResourceSheetProps {
  apiId: string;
  resource: TreeResource;
  open: boolean;
  onClose: () => void;
}

function CreateResourceForm({ apiId, resource, onClose, onCreated }: Omit<CreateResourceProps, 'open'>) {
  const trpc = useTRPC();
  const refresh = useTreeChanges();
  const create = useMutation(trpc.resources.create.mutationOptions());
  const form = useSchemaForm(pathPartForm, { pathPart: '' });
  return (
    <Form
      form={form}
      onSubmit={async ({ pathPart }) => {
        const { id } = await create.mutateAsync({ apiId, parentId: resource.id, pathPart });
        await refresh();
        onClose();
        onCreated(id);
      }}
    >
      <TextField
        control={form.control}
        name="pathPart"
        label="Path part"
        hint="One segment: pets, {petId} for a parameter, {proxy+} for all that follows."
        before={<span className="font-mono text-muted">{childPath(resource.path, '')}</span>}
        mono
        autoFocus
        required
      />
      <FormActions control={form.control} submitLabel="Create resource" onCancel={onClose} />
    </Form>
  );
}

export interface CreateResourceProps extends ResourceSheetProps {
  onCreated: (resourceId: string) => void;
}

export function CreateResourceSheet({ open, ...props }: CreateResourceProps) {
  return (
    <Sheet open={open} onOpenChange={props.onClose} title={`Create a resource under ${props.resource.path}`}>
      <CreateResourceForm {...props} />
    </Sheet>
  );
}

function RenameForm({ apiId, resource, onClose }: Omit<ResourceSheetProps, 'open'>) {
  const trpc = useTRPC();
  const refresh = useTreeChanges();
  const update = useMutation(trpc.resources.update.mutationOptions());
  const form = useSchemaForm(pathPartForm, { pathPart: resource.pathPart });
  return (
    <Form
      form={form}
      onSubmit={async ({ pathPart }) => {
        await update.mutateAsync({ apiId, resourceId: resource.id, pathPart });
        await refresh();
        onClose();
      }}
    >
      <TextField
        control={form.control}
        name="pathPart"
        label="Path part"
        hint="The paths of all resources below change with it."
        mono
        autoFocus
        required
      />
      <FormActions control={form.control} submitLabel="Rename resource" onCancel={onClose} requireChange />
    </Form>
  );
}

export function RenameResourceSheet({ open, ...props }: ResourceSheetProps) {
  return (
    <Sheet open={open} onOpenChange={props.onClose} title={`Rename ${props.resource.path}`}>
      <RenameForm {...props} />
    </Sheet>
  );
}

const moveForm = z.object({ parentId: z.string().min(1, 'Choose where to.') });

function MoveForm({ apiId, resource, resources, onClose }: Omit<MoveResourceProps, 'open'>) {
  const trpc = useTRPC();
  const refresh = useTreeChanges();
  const update = useMutation(trpc.resources.update.mutationOptions());
  const form = useSchemaForm(moveForm, { parentId: resource.parentId ?? '' });
  const below = `${resource.path}/`;
  const options = resources
    .filter(({ id, path }) => id !== resource.id && !path.startsWith(below))
    .map(({ id, path }) => ({ value: id, label: path }));
  return (
    <Form
      form={form}
      onSubmit={async ({ parentId }) => {
        await update.mutateAsync({ apiId, resourceId: resource.id, parentId });
        await refresh();
        onClose();
      }}
    >
      <SelectField
        control={form.control}
        name="parentId"
        label="Under"
        hint="Everything below moves along."
        options={options}
        mono
      />
      <FormActions control={form.control} submitLabel="Move resource" onCancel={onClose} requireChange />
    </Form>
  );
}

export interface MoveResourceProps extends ResourceSheetProps {
  resources: readonly TreeResource[];
}

export function MoveResourceSheet({ open, ...props }: MoveResourceProps) {
  return (
    <Sheet open={open} onOpenChange={props.onClose} title={`Move ${props.resource.path}`}>
      <MoveForm {...props} />
    </Sheet>
  );
}

const methodForm = z.object({ httpMethod: httpMethodSchema });

function CreateMethodForm({ apiId, resource, onClose, onCreated }: Omit<CreateMethodProps, 'open'>) {
  const trpc = useTRPC();
  const refresh = useTreeChanges();
  const create = useMutation(trpc.methods.create.mutationOptions());
  const taken = new Set(resource.methods.map(({ httpMethod }) => httpMethod));
  const free = httpMethods.filter((method) => !taken.has(method));
  const form = useSchemaForm(methodForm, { httpMethod: free[0] });
  return (
    <Form
      form={form}
      onSubmit={async ({ httpMethod }) => {
        await create.mutateAsync({ apiId, resourceId: resource.id, httpMethod });
        await refresh();
        onClose();
        onCreated(httpMethod);
      }}
    >
      <SelectField
        control={form.control}
        name="httpMethod"
        label="HTTP method"
        hint="ANY answers every verb that has no method of its own. It starts as a mock that answers 200."
        options={free.map((value) => ({ value, label: value }))}
        mono
      />
      <FormActions control={form.control} submitLabel="Create method" onCancel={onClose} />
    </Form>
  );
}

export interface CreateMethodProps extends ResourceSheetProps {
  onCreated: (httpMethod: (typeof httpMethods)[number]) => void;
}

export function CreateMethodSheet({ open, ...props }: CreateMethodProps) {
  return (
    <Sheet open={open} onOpenChange={props.onClose} title={`Create a method on ${props.resource.path}`}>
      <CreateMethodForm {...props} />
    </Sheet>
  );
}
