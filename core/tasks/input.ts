import { z } from 'zod';

export const taskStatuses = ['running', 'done', 'failed'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const taskIdInput = z.object({ taskId: z.string().min(1).max(64) });
