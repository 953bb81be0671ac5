import { dismissTask } from '../../tasks/dismiss-task.ts';
import { getTask } from '../../tasks/get-task.ts';
import { listTasks } from '../../tasks/list-tasks.ts';
import { watchTasks } from '../../tasks/watch-tasks.ts';
import { expose, router, stream } from '../trpc.ts';

export const tasksRouter = router({
  list: expose(listTasks),
  get: expose(getTask),
  watch: stream(watchTasks),
  dismiss: expose(dismissTask),
});
