'use client';

import { Rocket } from 'lucide-react';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useCan } from '../console/me.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { DeployForm } from './deploy-form.tsx';

/** The primary act of an API's pages: its sheet shows what changes before anything happens. */
export function DeployButton({ apiId }: { apiId: string }) {
  const mayDeploy = useCan('deployments.create');
  const [open, setOpen] = useQueryState('deploy', parseAsBoolean.withDefault(false));
  if (!mayDeploy) return null;
  return (
    <>
      <Button variant="primary" icon={<Rocket aria-hidden="true" />} onClick={() => void setOpen(true)}>
        Deploy
      </Button>
      <Sheet
        open={open}
        onOpenChange={(next) => void setOpen(next || null)}
        title="Deploy"
        description="Makes the draft an immutable, numbered version and points a stage at it."
        size="lg"
      >
        <DeployForm apiId={apiId} onDone={() => void setOpen(null)} />
      </Sheet>
    </>
  );
}
