import { expect, test } from 'vitest';
import { stageVariableNames, substituteStageVariables } from './stage-variables.ts';

const variables = { host: 'api.test', version: 'v1', nested: '${stageVariables.host}' };

test.each([
  ['https://${stageVariables.host}/pets', 'https://api.test/pets'],
  ["https://${stageVariables['host']}/${stageVariables.version}", 'https://api.test/v1'],
  ['${stageVariables.missing}x', 'x'],
  ['${stageVariables.constructor}', ''],
  ['${stageVariables.nested}', '${stageVariables.host}'],
  ['${host} $stageVariables.host ${stageVariables.}', '${host} $stageVariables.host ${stageVariables.}'],
  ['', ''],
])('%j becomes %j', (text, expected) => {
  expect(substituteStageVariables(text, variables)).toBe(expected);
});

test('names are listed once, in order', () => {
  expect(stageVariableNames('${stageVariables.b}${stageVariables.a}${stageVariables.b}')).toEqual(['b', 'a']);
});
