'use client';

import { Check, ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import { ButtonLink } from '../ui/button-link.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Steps, type Step } from '../ui/steps.tsx';

export interface TrayTask {
  id: string;
  /** What is being done: "Import petstore.yaml". */
  title: string;
  state: 'running' | 'done' | 'failed';
  steps: readonly Step[];
  startedAt: Date | string | number;
  /** Why it failed, and what to do. */
  failure?: string;
  /** Where the work or its result is. */
  href?: string;
}

export interface TaskTrayProps {
  tasks: readonly TrayTask[];
  /** Takes a finished task off the tray. */
  onDismiss: (taskId: string) => void;
}

function TaskMark({ state }: { state: TrayTask['state'] }) {
  if (state === 'running') return <Spinner className="text-accent" />;
  if (state === 'done') return <Check className="size-4 shrink-0 text-ok" aria-hidden="true" />;
  return <X className="size-4 shrink-0 text-failing" aria-hidden="true" />;
}

function TaskEntry({ task, onDismiss }: { task: TrayTask; onDismiss: () => void }) {
  return (
    <li className="grid gap-2 px-3 py-2.5">
      <div className="flex items-center gap-2">
        <TaskMark state={task.state} />
        <span className="min-w-0 grow truncate font-medium">{task.title}</span>
        <RelativeTime at={task.startedAt} className="shrink-0 text-meta text-muted" />
        {task.state === 'running' ? null : (
          <IconButton
            size="sm"
            label={`Dismiss ${task.title}`}
            className="-mr-1.5"
            icon={<X aria-hidden="true" />}
            onClick={onDismiss}
          />
        )}
      </div>
      {task.state === 'done' ? null : <Steps steps={task.steps} className="pl-6" />}
      {task.failure ? (
        <p role="alert" className="pl-6 break-words text-failing">
          {task.failure}
        </p>
      ) : null}
      {task.href ? (
        <div className="pl-6">
          <ButtonLink size="sm" href={task.href}>
            {task.state === 'done' ? 'Show result' : 'Open'}
          </ButtonLink>
        </div>
      ) : null}
    </li>
  );
}

function summaryOf(tasks: readonly TrayTask[]): string {
  const running = tasks.filter((task) => task.state === 'running').length;
  const failed = tasks.filter((task) => task.state === 'failed').length;
  if (running > 0) return running === 1 ? '1 task running' : `${running} tasks running`;
  if (failed > 0) return failed === 1 ? '1 task failed' : `${failed} tasks failed`;
  return tasks.length === 1 ? '1 task done' : `${tasks.length} tasks done`;
}

/** Long work that can be left and found again, at the lower right of every page. */
export function TaskTray({ tasks, onDismiss }: TaskTrayProps) {
  const [open, setOpen] = useState(true);
  if (tasks.length === 0) return null;
  const running = tasks.some((task) => task.state === 'running');
  return (
    <section
      aria-label="Tasks"
      className="fixed right-4 bottom-4 z-20 w-90 max-w-[calc(100vw-32px)] animate-rise-in overflow-hidden rounded-md border border-line bg-raised shadow-float"
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-9 w-full items-center gap-2 px-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        {running ? <Spinner className="text-accent" /> : null}
        <span role="status" className="grow font-medium">
          {summaryOf(tasks)}
        </span>
        {open ? (
          <ChevronDown className="size-4 text-muted" aria-hidden="true" />
        ) : (
          <ChevronUp className="size-4 text-muted" aria-hidden="true" />
        )}
      </button>
      {open ? (
        <ul className="max-h-[50vh] divide-y divide-line overflow-y-auto border-t border-line">
          {tasks.map((task) => (
            <TaskEntry key={task.id} task={task} onDismiss={() => onDismiss(task.id)} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
