import type { ReactNode } from 'react';
import { Code } from '../ui/code.tsx';

/** Says what a stage variable is, where one may be used; `children` says in which places. */
export function StageVariablesNote({ children }: { children: ReactNode }) {
  return (
    <p className="text-meta text-muted">
      <Code>{'${stageVariables.name}'}</Code> stands for a value that each stage sets, so that prod and test call
      different backends with one design. {children}A variable that the stage does not set is empty.
    </p>
  );
}
