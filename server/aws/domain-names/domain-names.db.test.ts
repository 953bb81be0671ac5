import {
  BadRequestException,
  ConflictException,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  type CreateDomainNameCommandInput,
  DeleteBasePathMappingCommand,
  DeleteDomainNameCommand,
  DeleteRestApiCommand,
  GetBasePathMappingCommand,
  GetBasePathMappingsCommand,
  GetDomainNameAccessAssociationsCommand,
  GetDomainNameCommand,
  GetDomainNamesCommand,
  NotFoundException,
  UpdateBasePathMappingCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-api-gateway';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '../../db.ts';
import { env } from '../../env.ts';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { deployableApi } from '../../testing/deployable-api.ts';
import { newWorkspace } from '../../testing/workspace-fixture.ts';

const { client, owner, server } = await controlApi();

async function create(more: Partial<CreateDomainNameCommandInput> = {}) {
  return client.send(new CreateDomainNameCommand({ domainName: `${randomUUID()}.example.com`, ...more }));
}

const regional = { endpointConfiguration: { types: ['REGIONAL' as const] } };
const replace = (path: string, value: string) => ({ op: 'replace' as const, path, value });

test('a domain name is made, read, listed, changed and deleted', async () => {
  const { $metadata: _, ...made } = await create({
    ...regional,
    regionalCertificateArn: 'arn:aws:acm:x',
    tags: { a: 'b' },
  });
  const { domainName } = made;
  expect(made).toEqual({
    ...{ domainName, domainNameStatus: 'AVAILABLE', securityPolicy: 'TLS_1_2', tags: { a: 'b' } },
    ...{ regionalCertificateArn: 'arn:aws:acm:x', routingMode: 'BASE_PATH_MAPPING_ONLY' },
    domainNameArn: `arn:aws:apigateway:eu-central-1::/domainnames/${domainName}`,
    regionalDomainName: expect.any(String) as string,
    certificateUploadDate: expect.any(Date) as Date,
    endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
  });
  const patchOperations = [
    replace('/regionalCertificateArn', 'arn:aws:acm:y'),
    replace('/securityPolicy', 'TLS_1_0'),
    replace('/endpointConfiguration/types/0', 'EDGE'),
    replace('/mutualTlsAuthentication/truststoreUri', 's3://trust/store.pem'),
  ];
  await client.send(new UpdateDomainNameCommand({ domainName, patchOperations }));
  const { $metadata: __, ...read } = await client.send(new GetDomainNameCommand({ domainName }));
  expect(read).toMatchObject({
    ...{ regionalCertificateArn: 'arn:aws:acm:y', securityPolicy: 'TLS_1_0' },
    endpointConfiguration: { types: ['EDGE'] },
    mutualTlsAuthentication: { truststoreUri: 's3://trust/store.pem' },
  });
  expect((await client.send(new GetDomainNamesCommand({}))).items).toContainEqual(read);
  const off = [replace('/mutualTlsAuthentication/truststoreUri', '')];
  const without = await client.send(new UpdateDomainNameCommand({ domainName, patchOperations: off }));
  expect(without.mutualTlsAuthentication).toBeUndefined();
  const nope = client.send(new UpdateDomainNameCommand({ domainName, patchOperations: [replace('/nope', 'x')] }));
  await expect(nope).rejects.toThrow(BadRequestException);
  await client.send(new DeleteDomainNameCommand({ domainName }));
  const gone = client.send(new GetDomainNameCommand({ domainName }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid domain name identifier specified');
});

test('a domain name is one workspace’s, and well formed', async () => {
  const { domainName } = await create();
  const stranger = awsClient(server.url, await newKeyOf(await newWorkspace()));
  const again = stranger.send(new CreateDomainNameCommand({ domainName }));
  await expect(again).rejects.toThrow(BadRequestException);
  await expect(again).rejects.toThrow('The domain name you provided already exists.');
  await expect(stranger.send(new GetDomainNameCommand({ domainName }))).rejects.toThrow(NotFoundException);
  await expect(create({ domainName: 'no spaces.example.com' })).rejects.toThrow(BadRequestException);
  const { domainNameId, domainNameArn, ...secret } = await create({ endpointConfiguration: { types: ['PRIVATE'] } });
  expect(domainNameArn).toMatch(new RegExp(`:\\d{12}:/domainnames/${secret.domainName}\\+${domainNameId}$`));
  const named = { domainName: secret.domainName };
  expect(await client.send(new GetDomainNameCommand({ ...named, domainNameId }))).toMatchObject({ domainNameId });
  const other = client.send(new GetDomainNameCommand({ ...named, domainNameId: 'other' }));
  await expect(other).rejects.toThrow(NotFoundException);
  await expect(client.send(new GetDomainNameAccessAssociationsCommand({}))).rejects.toThrow(
    'there are no access associations',
  );
});

async function pushed(domainName = ''): Promise<unknown> {
  const where = { kind_id: { kind: 'domain-name', id: domainName } };
  return (await db().revision.findUniqueOrThrow({ where })).body;
}

test('nodes learn where base paths lead, and of nothing that they could not protect', async () => {
  const { domainName } = await create(regional);
  const restApiId = await deployableApi(owner);
  await client.send(new CreateBasePathMappingCommand({ domainName, restApiId, basePath: 'pets' }));
  const { workspaceId } = owner;
  const mappings = [{ basePath: 'pets', apiId: restApiId, stageName: null }];
  expect(await pushed(domainName)).toEqual({ workspaceId, domainName, mappings });
  const trust = (value: string) => {
    const patchOperations = [replace('/mutualTlsAuthentication/truststoreUri', value)];
    return client.send(new UpdateDomainNameCommand({ domainName, patchOperations }));
  };
  await trust('s3://trust/store.pem');
  expect(await pushed(domainName)).toMatchObject({ mappings: [] });
  await trust('');
  expect(await pushed(domainName)).toMatchObject({ mappings });
  await client.send(new DeleteRestApiCommand({ restApiId }));
  expect(await pushed(domainName)).toMatchObject({ mappings: [] });
  await client.send(new DeleteDomainNameCommand({ domainName }));
  expect(await pushed(domainName)).toBeNull();
  const own = new URL(env().gatewayPublicUrl).hostname;
  for (const name of [own, 'x.execute-api.localhost', 'x.execute-api.eu-central-1.amazonaws.com']) {
    await expect(create({ domainName: name })).rejects.toThrow(BadRequestException);
  }
});

test('base paths lead to stages', async () => {
  const { domainName } = await create(regional);
  const restApiId = await deployableApi(owner);
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }));
  const map = (more: object) => client.send(new CreateBasePathMappingCommand({ domainName, restApiId, ...more }));
  const { $metadata: _, ...whole } = await map({ stage: 'prod' });
  expect(whole).toEqual({ basePath: '(none)', restApiId, stage: 'prod' });
  const { $metadata: __, ...pets } = await map({ basePath: 'pets' });
  expect(pets).toEqual({ basePath: 'pets', restApiId });
  const { items } = await client.send(new GetBasePathMappingsCommand({ domainName }));
  expect(items).toEqual([whole, pets]);
  await expect(map({ basePath: 'pets' })).rejects.toThrow(ConflictException);
  await expect(map({ basePath: 'pets' })).rejects.toThrow('Base path already exists for this domain name');
  await expect(map({ basePath: 'a/b' })).rejects.toThrow("API Gateway V1 doesn't support the slash character (/)");
  await expect(map({ basePath: 'x', restApiId: 'nope' })).rejects.toThrow('Invalid REST API identifier specified');
  await expect(map({ basePath: 'x', stage: 'nope' })).rejects.toThrow('Invalid stage identifier specified');
  await expect(map({ domainName: 'nope.example.com' })).rejects.toThrow('Invalid domain name identifier specified');
  const patchOperations = [replace('/basePath', 'animals'), replace('/stage', 'prod')];
  const change = new UpdateBasePathMappingCommand({ domainName, basePath: 'pets', patchOperations });
  expect(await client.send(change)).toMatchObject({ basePath: 'animals', restApiId, stage: 'prod' });
  const gone = client.send(new GetBasePathMappingCommand({ domainName, basePath: 'pets' }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid base path mapping identifier specified');
  await client.send(new DeleteBasePathMappingCommand({ domainName, basePath: '(none)' }));
  const rest = await client.send(new GetBasePathMappingsCommand({ domainName }));
  expect(rest.items).toHaveLength(1);
});
