import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { prepareIntegration, selectResponse } from './prepare-integration.ts';

function selected(patterns: Record<string, string | null>, text: string): string | undefined {
  const [usual] = mockIntegration().integrationResponses;
  if (!usual) throw new Error('A mock integration has a response.');
  const integrationResponses = Object.entries(patterns).map(([statusCode, selectionPattern]) => {
    return { ...usual, statusCode, selectionPattern };
  });
  const { responses } = prepareIntegration({ ...mockIntegration(), integrationResponses });
  return selectResponse(responses, text)?.response.statusCode;
}

test.each([
  ['the whole text must match', { '200': null, '400': 'Bad' }, 'Bad things', '200'],
  ['a pattern for the rest', { '200': null, '400': 'Bad.*' }, 'Bad things', '400'],
  ['an empty pattern is the default', { '200': '', '400': '4\\d\\d' }, '404', '400'],
  ['.* comes after patterns that say more', { '200': '.*', '400': '4\\d\\d' }, '404', '400'],
  ['.* stands before the default without a pattern', { '200': null, '500': '.*' }, '302', '500'],
  ['no pattern and no default', { '400': '4\\d\\d' }, '200', undefined],
])('%s', (_, patterns: Record<string, string | null>, text, status) => {
  expect(selected(patterns, text)).toBe(status);
});
