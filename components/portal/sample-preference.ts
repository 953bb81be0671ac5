import type { Sample } from '#core/portal/reference-document.ts';

/** The cookie that keeps the language in which someone reads samples. */
export const SAMPLE_LANGUAGE_COOKIE = 'sluice-sample';

/** The language that a cookie's text names, when there is a sample in it; else the first sample's. */
export function sampleLanguage(text: string | undefined, samples: readonly Sample[]): string | undefined {
  return (samples.find((sample) => sample.language === text) ?? samples[0])?.language;
}
