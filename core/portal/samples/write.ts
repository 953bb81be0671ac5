import type { Sample } from '../reference-document.ts';
import type { SampleCall } from './call.ts';
import { curlSample } from './curl.ts';
import { javascriptSample } from './javascript.ts';
import { pythonSample } from './python.ts';

/**
 * The call in each language, in the order in which people look for them.
 * @param sdkSample the call with the API's own SDK; null when the SDK has no method for it
 */
export function writeSamples(call: SampleCall, sdkSample: string | null): Sample[] {
  return [
    { language: 'curl', label: 'curl', code: curlSample(call) },
    { language: 'javascript', label: 'JavaScript', code: javascriptSample(call) },
    ...(sdkSample === null ? [] : [{ language: 'typescript', label: 'TypeScript SDK', code: sdkSample } as const]),
    { language: 'python', label: 'Python', code: pythonSample(call) },
  ];
}
