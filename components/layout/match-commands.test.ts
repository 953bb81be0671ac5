import { expect, test } from 'vitest';
import { matchCommands } from './match-commands.ts';

const commands = [
  { title: 'Usage plans' },
  { title: 'APIs' },
  { title: 'Create API' },
  { title: 'Gateways', keywords: ['nodes'] },
];
const titles = (text: string) => matchCommands(commands, text).map((command) => command.title);

test('nothing typed shows everything in its order', () => {
  expect(titles('  ')).toEqual(commands.map((command) => command.title));
});

test('a title that begins with the query comes before a word of it, and that before any other place', () => {
  expect(titles('api')).toEqual(['APIs', 'Create API']);
  expect(titles('pla')).toEqual(['Usage plans']);
});

test('keywords are found, and all words must be', () => {
  expect(titles('nodes')).toEqual(['Gateways']);
  expect(titles('create api')).toEqual(['Create API']);
  expect(titles('create nodes')).toEqual([]);
});
