import {
  BadRequestException,
  CreateVpcLinkCommand,
  DeleteVpcLinkCommand,
  GetVpcLinkCommand,
  GetVpcLinksCommand,
  NotFoundException,
  UpdateVpcLinkCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { db } from '../../db.ts';
import { controlApi } from '../../testing/control-api.ts';
import { deployableApi } from '../../testing/deployable-api.ts';

const { client, owner } = await controlApi();
const targetArns = ['arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/a/0123456789abcdef'];

test('a VPC link is made, read, listed, changed and deleted', async () => {
  const made = await client.send(new CreateVpcLinkCommand({ name: 'Inside', targetArns, tags: { team: 'a' } }));
  const { id: vpcLinkId = '' } = made;
  expect(made).toMatchObject({ name: 'Inside', targetArns, status: 'AVAILABLE', tags: { team: 'a' } });
  expect(made.$metadata.httpStatusCode).toBe(202);
  const patchOperations = [
    { op: 'replace' as const, path: '/name', value: 'Within' },
    { op: 'replace' as const, path: '/description', value: 'To the shop' },
  ];
  const { $metadata: _, ...changed } = await client.send(new UpdateVpcLinkCommand({ vpcLinkId, patchOperations }));
  expect(changed).toMatchObject({ name: 'Within', description: 'To the shop' });
  expect((await client.send(new GetVpcLinksCommand({}))).items).toEqual([changed]);
  const nope = [{ op: 'replace' as const, path: '/targetArns', value: 'x' }];
  const wrong = client.send(new UpdateVpcLinkCommand({ vpcLinkId, patchOperations: nope }));
  await expect(wrong).rejects.toThrow(BadRequestException);
  await client.send(new DeleteVpcLinkCommand({ vpcLinkId }));
  const gone = client.send(new GetVpcLinkCommand({ vpcLinkId }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Vpc Link identifier specified');
});

test('a VPC link has one target, and stays while an integration names it', async () => {
  await expect(client.send(new CreateVpcLinkCommand({ name: 'Two', targetArns: [] }))).rejects.toThrow(
    BadRequestException,
  );
  const { id: vpcLinkId = '' } = await client.send(new CreateVpcLinkCommand({ name: 'Used', targetArns }));
  const apiId = await deployableApi(owner);
  await db().integration.updateMany({
    where: { apiId },
    data: { connectionType: 'VPC_LINK', connectionId: vpcLinkId },
  });
  await expect(client.send(new DeleteVpcLinkCommand({ vpcLinkId }))).rejects.toThrow(
    new RegExp(`Vpc link '${vpcLinkId}', is referenced in \\[GET:[a-z0-9]+:${apiId}\\]`),
  );
});
