import {
  BadRequestException,
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteClientCertificateCommand,
  GenerateClientCertificateCommand,
  GetClientCertificateCommand,
  GetClientCertificatesCommand,
  NotFoundException,
  UpdateClientCertificateCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '../../db.ts';
import { unseal } from '../../secret-box.ts';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { deployableApi } from '../../testing/deployable-api.ts';
import { newWorkspace } from '../../testing/workspace-fixture.ts';

const { client, owner, server } = await controlApi();

test('a certificate is made with a key of its own, read, listed, described and deleted', async () => {
  const made = await client.send(new GenerateClientCertificateCommand({ tags: { team: 'a' } }));
  const { clientCertificateId = '', pemEncodedCertificate = '' } = made;
  expect(made).toMatchObject({ tags: { team: 'a' } });
  const certificate = new X509Certificate(pemEncodedCertificate);
  expect(certificate.validToDate).toEqual(made.expirationDate);
  const row = await db().clientCertificate.findUniqueOrThrow({ where: { id: clientCertificateId } });
  const key = unseal(row.encryptedPrivateKey, row.id, 'client-certificate-encryption');
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
  const patchOperations = [{ op: 'replace' as const, path: '/description', value: 'Backend' }];
  const changed = await client.send(new UpdateClientCertificateCommand({ clientCertificateId, patchOperations }));
  expect(changed).toMatchObject({ description: 'Backend', pemEncodedCertificate });
  const { items } = await client.send(new GetClientCertificatesCommand({}));
  const { $metadata: _, ...read } = changed;
  expect(items).toEqual([read]);
  const nope = [{ op: 'replace' as const, path: '/pemEncodedCertificate', value: 'x' }];
  const wrong = client.send(new UpdateClientCertificateCommand({ clientCertificateId, patchOperations: nope }));
  await expect(wrong).rejects.toThrow(BadRequestException);
  await client.send(new DeleteClientCertificateCommand({ clientCertificateId }));
  const gone = client.send(new GetClientCertificateCommand({ clientCertificateId }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Client Certificate identifier specified');
});

test('a certificate in use stays, and is nobody else’s', async () => {
  const restApiId = await deployableApi(owner);
  const { id: deploymentId } = await client.send(new CreateDeploymentCommand({ restApiId }));
  await client.send(new CreateStageCommand({ restApiId, stageName: 'prod', deploymentId }));
  const { clientCertificateId = '' } = await client.send(new GenerateClientCertificateCommand({}));
  const use = (value: string) => {
    const patchOperations = [{ op: 'replace' as const, path: '/clientCertificateId', value }];
    return client.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }));
  };
  await use(clientCertificateId);
  const remove = () => client.send(new DeleteClientCertificateCommand({ clientCertificateId }));
  await expect(remove()).rejects.toThrow(BadRequestException);
  const stranger = awsClient(server.url, await newKeyOf(await newWorkspace()));
  const read = stranger.send(new GetClientCertificateCommand({ clientCertificateId }));
  await expect(read).rejects.toThrow(NotFoundException);
  await use('');
  await remove();
});
