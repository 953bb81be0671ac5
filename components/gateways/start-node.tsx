'use client';

import { useOrigin } from '../console/use-origin.ts';
import { CodeBlock } from '../ui/code.tsx';

/** How to start a node that joins: from a copy of Sluice, with four settings. */
export function StartNode({ token }: { token: string | null }) {
  const origin = useOrigin();
  const command = [
    `SLUICE_CONTROL_URL=${origin} \\`,
    `SLUICE_NODE_TOKEN=${token ?? '<join token>'} \\`,
    'SLUICE_NODE_NAME=node-2 \\',
    'SLUICE_NODE_DIR=./.sluice/node-2 \\',
    'SLUICE_GATEWAY_PORT=8090 SLUICE_GATEWAY_ADMIN_PORT=8091 \\',
    'node_modules/.bin/node gateway/main.ts',
  ].join('\n');
  return (
    <div className="grid gap-2">
      <CodeBlock title="In a copy of Sluice, on the machine of the node" code={command} />
      <p className="text-meta text-muted">
        The node keeps its own copy of what it serves in SLUICE_NODE_DIR. Add SLUICE_HOST=0.0.0.0 to take calls from
        other machines, and SLUICE_PUBLIC_URL for the address at which callers reach it.
      </p>
    </div>
  );
}
