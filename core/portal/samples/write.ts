import type { Sample } from '../reference-document.ts';
import type { SampleCall } from './call.ts';
import { curlSample } from './curl.ts';
import { javascriptSample } from './javascript.ts';
import { pythonSample } from './python.ts';

/** The call in each language, in the order in which people look for them. */
export function writeSamples(call: SampleCall): Sample[] {
  return [
    { language: 'curl', label: 'curl', code: curlSample(call) },
    { language: 'javascript', label: 'JavaScript', code: javascriptSample(call) },
    { language: 'python', label: 'Python', code: pythonSample(call) },
  ];
}
