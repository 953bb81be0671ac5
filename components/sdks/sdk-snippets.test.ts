import { expect, test } from 'vitest';
import { installCommands, usageCode } from './sdk-snippets.ts';

const names = { clientName: 'PetsClient', apiKeyVariable: 'PETS_API_KEY' };

test('a scoped package is installed from the file that the download has', () => {
  expect(installCommands('@acme/pets', '1.4.0').split('\n')).toEqual([
    'unzip acme-pets-1.4.0.zip -d acme-pets',
    'npm install --prefix acme-pets',
    'npm install ./acme-pets',
  ]);
});

test('the program makes the first call of the package, when it has one', () => {
  expect(usageCode({ ...names, firstCall: 'client.pets.list()' }, '@acme/pets')).toContain(
    'const result = await client.pets.list();',
  );
  expect(usageCode({ ...names, firstCall: null }, 'pets')).not.toContain('await');
});
