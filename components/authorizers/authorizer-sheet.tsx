'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorDetails } from '../error-details.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';
import { AuthorizerFields } from './authorizer-fields.tsx';
import {
  type AuthorizerValues,
  authorizerFormSchema,
  freshAuthorizer,
  savedAuthorizer,
  valuesOfAuthorizer,
} from './authorizer-values.ts';

type Authorizer = Outputs['authorizers']['get'];

function Conflict({ theirs, onTake }: { theirs: Authorizer; onTake: () => void }) {
  return (
    <Banner
      tone="warning"
      title="It was changed while you edited it. What you typed is still here."
      actions={
        <Button size="sm" onClick={onTake}>
          Drop mine, take theirs
        </Button>
      }
    >
      <p className="mb-2">Their state, to compare. Saving again writes yours over it.</p>
      <CodeBlock code={JSON.stringify(valuesOfAuthorizer(theirs), null, 2)} maxHeightPx={200} />
    </Banner>
  );
}

interface AuthorizerFormProps {
  apiId: string;
  authorizer: Authorizer | null;
  mayWrite: boolean;
  onDone: () => void;
}

function AuthorizerForm({ apiId, authorizer, mayWrite, onDone }: AuthorizerFormProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const create = useMutation(trpc.authorizers.create.mutationOptions());
  const update = useMutation(trpc.authorizers.update.mutationOptions());
  const [theirs, setTheirs] = useState<Authorizer | null>(null);
  const form = useSchemaForm(authorizerFormSchema, authorizer ? valuesOfAuthorizer(authorizer) : freshAuthorizer);

  async function save(values: AuthorizerValues) {
    if (!authorizer) {
      await create.mutateAsync({ apiId, ...savedAuthorizer(values) });
      return;
    }
    const authorizerId = authorizer.id;
    const { revision: expectedRevision } = theirs ?? authorizer;
    try {
      await update.mutateAsync({ apiId, authorizerId, expectedRevision, ...savedAuthorizer(values) });
    } catch (error) {
      if (errorDetails(error).code === 'STALE') setTheirs(await client.authorizers.get.query({ apiId, authorizerId }));
      throw error;
    }
  }
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await save(values);
        await Promise.all([
          queries.invalidateQueries(trpc.authorizers.pathFilter()),
          queries.invalidateQueries(trpc.apis.pathFilter()),
        ]);
        toastDone(`The authorizer ${values.name} is ${authorizer ? 'saved' : 'there'}`);
        onDone();
      }}
    >
      {theirs ? <Conflict theirs={theirs} onTake={() => form.reset(valuesOfAuthorizer(theirs))} /> : null}
      <AuthorizerFields form={form} disabled={!mayWrite} />
      {mayWrite ? (
        <FormActions
          control={form.control}
          submitLabel={authorizer ? 'Save authorizer' : 'Create authorizer'}
          onCancel={onDone}
          requireChange={authorizer !== null}
        />
      ) : null}
    </Form>
  );
}

export interface AuthorizerSheetProps {
  apiId: string;
  /** What is shown; `new` creates one, null closes. */
  authorizer: Authorizer | 'new' | null;
  mayWrite: boolean;
  onClose: () => void;
}

export function AuthorizerSheet({ apiId, authorizer, mayWrite, onClose }: AuthorizerSheetProps) {
  const shown = authorizer === 'new' ? null : authorizer;
  return (
    <Sheet
      open={authorizer !== null}
      onOpenChange={onClose}
      title={shown ? shown.name : 'Create authorizer'}
      description="Part of the design: it goes along with import, export and deployments."
    >
      <AuthorizerForm apiId={apiId} authorizer={shown} mayWrite={mayWrite} onDone={onClose} />
    </Sheet>
  );
}
