'use client';

import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/api/root.ts';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** What each procedure takes, by router and procedure: `Inputs['keys']['create']`. */
export type Inputs = inferRouterInputs<AppRouter>;

/** What each procedure gives: `Outputs['apis']['list']['items'][number]`. */
export type Outputs = inferRouterOutputs<AppRouter>;
