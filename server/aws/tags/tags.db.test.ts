import {
  BadRequestException,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateVpcLinkCommand,
  GenerateClientCertificateCommand,
  GetRestApiCommand,
  GetTagsCommand,
  NotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createKey } from '../../keys/create-key.ts';
import { createPlan } from '../../plans/create-plan.ts';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { deployableApi } from '../../testing/deployable-api.ts';
import { newWorkspace } from '../../testing/workspace-fixture.ts';

const { client, owner, server } = await controlApi();
let restApiId: string;

beforeAll(async () => {
  restApiId = await deployableApi(owner);
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }));
});

const arn = (path: string) => `arn:aws:apigateway:eu-central-1::${path}`;

async function tagged(): Promise<Record<string, string>> {
  const { clientCertificateId } = await client.send(new GenerateClientCertificateCommand({}));
  const link = await client.send(new CreateVpcLinkCommand({ name: 'Inside', targetArns: ['arn:aws:x'] }));
  const domainName = `${randomUUID()}.example.com`;
  await client.send(new CreateDomainNameCommand({ domainName }));
  const key = await createKey.execute(owner, { name: 'Key' });
  const plan = await createPlan.execute(owner, { name: 'Plan' });
  return {
    api: `/restapis/${restApiId}`,
    stage: `/restapis/${restApiId}/stages/prod`,
    key: `/apikeys/${key.id}`,
    plan: `/usageplans/${plan.id}`,
    certificate: `/clientcertificates/${clientCertificateId}`,
    link: `/vpclinks/${link.id}`,
    domain: `/domainnames/${domainName}`,
  };
}

test('everything that AWS tags has tags', async () => {
  const stranger = awsClient(server.url, await newKeyOf(await newWorkspace()));
  for (const path of Object.values(await tagged())) {
    const resourceArn = arn(path);
    const read = async () => (await client.send(new GetTagsCommand({ resourceArn }))).tags;
    expect(await read(), path).toEqual({});
    await client.send(new TagResourceCommand({ resourceArn, tags: { team: 'a', cost: '1' } }));
    await client.send(new TagResourceCommand({ resourceArn, tags: { team: 'b' } }));
    expect(await read(), path).toEqual({ team: 'b', cost: '1' });
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['cost', 'nope'] }));
    expect(await read(), path).toEqual({ team: 'b' });
    await expect(stranger.send(new GetTagsCommand({ resourceArn })), path).rejects.toThrow(NotFoundException);
  }
  expect(await client.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ tags: { team: 'b' } });
});

test('tags that come at once are all kept', async () => {
  const resourceArn = arn(`/restapis/${restApiId}/stages/prod`);
  const names = Array.from({ length: 6 }, (_, i) => `t${i}`);
  await Promise.all(names.map((name) => client.send(new TagResourceCommand({ resourceArn, tags: { [name]: '1' } }))));
  const { tags } = await client.send(new GetTagsCommand({ resourceArn }));
  expect(Object.keys(tags ?? {})).toEqual(expect.arrayContaining(names));
});

test('what has no tags, and tags that are none, are refused', async () => {
  const resourceArn = arn(`/restapis/${restApiId}`);
  const tag = (tags: Record<string, string>) => client.send(new TagResourceCommand({ resourceArn, tags }));
  await expect(tag({ 'aws:own': '1' })).rejects.toThrow(BadRequestException);
  await expect(tag(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, '1'])))).rejects.toThrow(
    'A resource has at most 50 tags.',
  );
  for (const path of ['/restapis/x/resources/y', '/nope/x', '/apikeys/x/stages/y']) {
    await expect(client.send(new GetTagsCommand({ resourceArn: arn(path) }))).rejects.toThrow('Invalid resource ARN');
  }
  const nowhere = client.send(new GetTagsCommand({ resourceArn: arn('/restapis/nowhere/stages/prod') }));
  await expect(nowhere).rejects.toThrow('Invalid stage identifier specified');
});
