'use client';

import { useMutation } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { TaskTray, type TrayTask } from '../layout/task-tray.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';

type Task = Outputs['tasks']['list']['items'][number];

/** Where each kind of task is shown whole. */
const PAGE: Record<string, (task: Task) => string> = {
  import: ({ id }) => `/apis/import?task=${id}`,
};

function trayTask(task: Task): TrayTask {
  const { id, title, status, step, done, total, createdAt, error, kind } = task;
  return {
    id,
    title,
    state: status,
    startedAt: createdAt,
    steps: [{ label: step, state: status, count: total > 0 ? { done, total } : undefined }],
    failure: error?.message,
    href: PAGE[kind]?.(task),
  };
}

/** The long work of the workspace, followed live at the corner of every page. */
export function ConsoleTasks() {
  const trpc = useTRPC();
  const { data } = useSubscription(trpc.tasks.watch.subscriptionOptions({}));
  const dismiss = useMutation(trpc.tasks.dismiss.mutationOptions());
  return <TaskTray tasks={(data ?? []).map(trayTask)} onDismiss={(taskId) => dismiss.mutate({ taskId })} />;
}
