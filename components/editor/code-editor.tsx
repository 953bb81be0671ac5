'use client';

import dynamic from 'next/dynamic';
import { useState, type CSSProperties } from 'react';
import { cn } from '../ui/class-names.ts';
import type { EditorProblem } from './editor-problem.ts';
import type { CodeEditorProps } from './editor-props.ts';
import { EditorSkeleton } from './editor-skeleton.tsx';
import { ProblemList } from './problem-list.tsx';

const LazyEditor = dynamic(() => import('./draw-editor.tsx'), { ssr: false, loading: () => <EditorSkeleton /> });

/** A text editor for code. It is fetched when it is first shown; until then a skeleton stands in its place. */
export function CodeEditor({ height = 240, resizable = false, className, problems, ...props }: CodeEditorProps) {
  const [goTo, setGoTo] = useState<{ line: number; column?: number } | null>(null);
  const fill = height === 'fill';
  const size: CSSProperties = fill ? {} : { height, resize: resizable ? 'vertical' : undefined };

  function goToProblem({ line, column }: EditorProblem) {
    setGoTo({ line, column });
  }
  return (
    <div
      className={cn(
        'flex min-w-0 flex-col overflow-hidden rounded-md border border-control bg-canvas focus-within:outline-2 focus-within:outline-focus',
        fill && 'min-h-0 flex-1',
        className,
      )}
    >
      <div
        style={size}
        className={cn('relative min-h-16 min-w-0', fill && 'min-h-60 flex-1', resizable && 'overflow-hidden')}
      >
        <LazyEditor {...props} problems={problems} goTo={goTo} />
      </div>
      {problems && problems.length > 0 ? <ProblemList problems={problems} onPick={goToProblem} /> : null}
    </div>
  );
}
