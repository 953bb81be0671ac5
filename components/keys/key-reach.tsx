'use client';

import type { Outputs } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { TextLink } from '../ui/text-link.tsx';

/** The stages that a key opens, and through which plan: the answer to "why is this key refused?" */
export function KeyReach({ apiKey }: { apiKey: Outputs['keys']['get'] }) {
  return (
    <Section
      title="Opens"
      description="The stages of its plans. A request to any other stage is refused with 403."
      boxed
    >
      {apiKey.reaches.length === 0 ? (
        <p className="text-muted">
          {apiKey.plans.length === 0
            ? 'Nothing. Put the key in a usage plan that opens a stage.'
            : 'Nothing. None of its plans opens a stage yet.'}
        </p>
      ) : (
        <ul className="grid gap-2">
          {apiKey.reaches.map(({ apiId, apiName, stageName, planId, planName }) => (
            <li
              key={`${planId} ${apiId} ${stageName}`}
              className="flex flex-wrap items-baseline justify-between gap-x-4"
            >
              <TextLink href={`/apis/${apiId}/stages/${encodeURIComponent(stageName)}`}>
                {apiName} <span className="font-mono">{stageName}</span>
              </TextLink>
              <span className="text-meta text-muted">through {planName}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
