'use client';

import type { Sample } from '#core/portal/reference-document.ts';
import { CodeBlock } from '../ui/code.tsx';
import { writePreference } from '../ui/preference-cookie.ts';
import { Tabs } from '../ui/tabs.tsx';
import { SAMPLE_LANGUAGE_COOKIE } from './sample-preference.ts';

/** The same call in each language. The chosen language stays for the next pages. */
export function SampleTabs({ samples, language }: { samples: readonly Sample[]; language: string | undefined }) {
  return (
    <Tabs
      label="Language of the sample"
      defaultValue={language}
      onValueChange={(value) => writePreference(SAMPLE_LANGUAGE_COOKIE, value)}
      tabs={samples.map((sample) => ({
        value: sample.language,
        label: sample.label,
        content: <CodeBlock code={sample.code} maxHeightPx={480} />,
      }))}
    />
  );
}
