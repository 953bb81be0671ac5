'use client';

import { useCan } from '../console/me.tsx';
import { ApiSettingsForm } from './api-settings-form.tsx';
import { DeleteApi } from './delete-api.tsx';
import { ApiSettingsFrame } from './settings-frame.tsx';

/** The settings of an API's draft, and its end. */
export function ApiSettingsPage({ apiId }: { apiId: string }) {
  const mayWrite = useCan('apis.write');
  const mayDelete = useCan('apis.delete');
  return (
    <ApiSettingsFrame
      apiId={apiId}
      title="Settings"
      description="They are part of the design: stages take them up with the next deployment."
    >
      {(api) => (
        <div className="grid max-w-180 gap-8">
          <ApiSettingsForm api={api} mayWrite={mayWrite} />
          {mayDelete ? <DeleteApi api={api} /> : null}
        </div>
      )}
    </ApiSettingsFrame>
  );
}
