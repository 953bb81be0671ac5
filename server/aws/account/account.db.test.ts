import {
  BadRequestException,
  GetAccountCommand,
  type PatchOperation,
  UpdateAccountCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { addMember } from '../../testing/workspace-fixture.ts';

const { client, owner, server } = await controlApi();

function update(...patchOperations: PatchOperation[]) {
  return client.send(new UpdateAccountCommand({ patchOperations }));
}

const roleArn = 'arn:aws:iam::123456789012:role/logs';

test('the account keeps its log role', async () => {
  const { $metadata: _, ...account } = await client.send(new GetAccountCommand({}));
  expect(account).toEqual({
    throttleSettings: { burstLimit: 5_000, rateLimit: 10_000 },
    features: ['UsagePlans'],
    apiKeyVersion: '4',
  });
  await update({ op: 'replace', path: '/cloudwatchRoleArn', value: roleArn });
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({ cloudwatchRoleArn: roleArn });
  const viewer = awsClient(server.url, await newKeyOf(await addMember(owner.workspaceId, 'viewer')));
  const patchOperations = [{ op: 'replace' as const, path: '/cloudwatchRoleArn', value: '' }];
  await expect(viewer.send(new UpdateAccountCommand({ patchOperations }))).rejects.toThrow(/is not authorized/);
  expect((await update(...patchOperations)).cloudwatchRoleArn).toBeUndefined();
});

test('what an account does not have is refused', async () => {
  await update({ op: 'add', path: '/features', value: 'UsagePlans' });
  await expect(update({ op: 'remove', path: '/features', value: 'UsagePlans' })).rejects.toThrow(
    'Usage Plans cannot be disabled once enabled',
  );
  await expect(update({ op: 'replace', path: '/cloudwatchRoleArn', value: 'logs' })).rejects.toThrow(
    'The role ARN is not well formed',
  );
  await expect(update({ op: 'replace', path: '/apiKeyVersion', value: '1' })).rejects.toThrow(BadRequestException);
});
