'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { updateApiInput } from '#core/apis/input.ts';
import { useCan, useMe } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { PolicyField } from '../policies/policy-field.tsx';
import { resourcePolicyTemplates } from '../policies/policy-templates.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Code } from '../ui/code.tsx';
import { toastDone } from '../ui/toast.tsx';
import { ApiSettingsFrame } from './settings-frame.tsx';

const formSchema = updateApiInput.pick({ policy: true });

/** The text as people read it: an import brings it in one line. */
function readable(policy: string | null): string | null {
  try {
    return policy === null ? null : JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return policy;
  }
}

function PolicyForm({ api, mayWrite }: { api: Outputs['apis']['get']; mayWrite: boolean }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.apis.update.mutationOptions());
  const form = useSchemaForm(formSchema, { policy: readable(api.policy) });
  return (
    <Form
      form={form}
      onSubmit={async ({ policy = null }) => {
        await update.mutateAsync({ apiId: api.id, policy });
        form.reset({ policy });
        await queries.invalidateQueries(trpc.apis.pathFilter());
        toastDone(policy === null ? 'The API has no policy any more' : 'The policy is saved', {
          description: 'Stages take it up with the next deployment.',
        });
      }}
    >
      {api.policy === null ? (
        <Banner title="No policy">
          Everybody who reaches a node may call the API; each method’s own authorization decides.
        </Banner>
      ) : null}
      <PolicyField
        control={form.control}
        name="policy"
        kind="resource"
        label="Policy"
        hint={
          <>
            A deny always wins; without an allow callers get 403, except that a method’s AWS IAM authorization may allow
            them too. <Code className="whitespace-nowrap">{'execute-api:/{stage}/{method}/{path}'}</Code> names methods
            of this API. Empty: no policy.
          </>
        }
        required={false}
        templates={resourcePolicyTemplates(me.current.accountId)}
        height={360}
        disabled={!mayWrite}
      />
      {mayWrite ? <FormActions control={form.control} submitLabel="Save policy" requireChange /> : null}
    </Form>
  );
}

/** Who may reach an API from where, before its methods are asked. */
export function ResourcePolicyPage({ apiId }: { apiId: string }) {
  const mayWrite = useCan('apis.write');
  return (
    <ApiSettingsFrame
      apiId={apiId}
      title="Resource policy"
      description="Who may reach the API from where, before its methods are asked. Stages take changes up with the next deployment."
    >
      {(api) => (
        <div className="max-w-220">
          <PolicyForm api={api} mayWrite={mayWrite} />
        </div>
      )}
    </ApiSettingsFrame>
  );
}
