import { revealKeysInput } from '#core/keys/input.ts';
import { mutation } from '../mutation.ts';
import { unseal } from '../secret-box.ts';

/** The newest values of keys by their ids, without those that are kept as hashes. Each of them leaves an audit row. */
export const revealKeys = mutation({
  permission: 'keys.reveal',
  input: revealKeysInput,
  audit: { action: 'reveal', target: 'key' },
  async run({ tx, actor: { workspaceId } }, { keyIds }) {
    const rows = await tx.apiKey.findMany({
      where: { workspaceId, id: { in: keyIds } },
      include: { secrets: { orderBy: { createdAt: 'desc' }, take: 1 } },
    });
    const revealed = rows.flatMap(({ id, name, secrets: [secret] }) =>
      secret?.encryptedValue
        ? [{ id, name, prefix: secret.prefix, value: unseal(secret.encryptedValue, secret.id) }]
        : [],
    );
    return {
      result: new Map(revealed.map(({ id, value }) => [id, value])),
      changed: revealed.map(({ id, name, prefix }) => ({ id, name, after: { prefix } })),
    };
  },
});
