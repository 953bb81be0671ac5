'use client';

import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { EditorProblem } from './editor-problem.ts';

export interface ProblemListProps {
  problems: readonly EditorProblem[];
  /** Goes to the place in the text. */
  onPick: (problem: EditorProblem) => void;
}

/** What is wrong in a text, line by line; a problem leads to its place. */
export function ProblemList({ problems, onPick }: ProblemListProps) {
  return (
    <ul aria-label="Problems" className="max-h-36 divide-y divide-line overflow-auto border-t border-line">
      {problems.map((problem, index) => (
        <li key={`${problem.line}-${index}`}>
          <button
            type="button"
            onClick={() => onPick(problem)}
            className="flex w-full items-start gap-2 px-3 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
          >
            {problem.severity === 'warning' ? (
              <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-label="Warning" />
            ) : (
              <CircleAlert className="mt-0.5 size-4 shrink-0 text-failing" aria-label="Error" />
            )}
            <span className="min-w-0 grow break-words">{problem.message}</span>
            <span className="shrink-0 font-mono text-meta leading-5 text-muted">
              {problem.line}
              {problem.column === undefined ? '' : `:${problem.column}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
