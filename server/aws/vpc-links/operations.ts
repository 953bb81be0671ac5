import { z } from 'zod';
import type { Member } from '../../actor.ts';
import { createVpcLink } from '../../vpc-links/create-vpc-link.ts';
import { deleteVpcLink } from '../../vpc-links/delete-vpc-link.ts';
import { getVpcLink } from '../../vpc-links/get-vpc-link.ts';
import { listVpcLinks } from '../../vpc-links/list-vpc-links.ts';
import { updateVpcLink } from '../../vpc-links/update-vpc-link.ts';
import { inAwsWords } from '../aws-error.ts';
import { patchOperations, text, textMap } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';

type VpcLink = Awaited<ReturnType<typeof getVpcLink.execute>>;

/** AWS's VpcLink. There is nothing to wait for, so it is always available. */
function renderVpcLink({ id, name, description, targetArns, tags }: VpcLink) {
  const hasTags = Object.keys(tags ?? {}).length > 0;
  return { id, name, description, targetArns, status: 'AVAILABLE', tags: hasTags ? tags : null };
}

function withVpcLink<Result>(call: AwsCall, run: (vpcLinkId: string) => Promise<Result>) {
  return inAwsWords({ NOT_FOUND: 'Invalid Vpc Link identifier specified' }, () => run(call.path.vpclink_id ?? ''));
}

async function readVpcLink(actor: Member, vpcLinkId: string) {
  return renderVpcLink(await getVpcLink.execute(actor, { vpcLinkId }));
}

const vpcLinkPatches: PatchTarget<{ name: string; description: string | null }>[] = [
  { path: '/name', ops: ['replace'], apply: (link, { value }) => void (link.name = value) },
  { path: '/description', ops: ['replace'], apply: (link, { value }) => void (link.description = value || null) },
];

export const vpcLinkOperations = {
  CreateVpcLink: operation(
    { name: z.string(), description: text, targetArns: z.array(z.string()), tags: textMap },
    {
      exactness: {
        partial:
          'a link is kept and may be named, but leads nowhere: integrations reach their URI from the node itself',
      },
      async run({ actor }, { name, description, targetArns, tags }) {
        const input = { name, description: description || null, targetArns, tags: tags ?? {} };
        const { vpcLinkId } = await createVpcLink.execute(actor, input);
        return readVpcLink(actor, vpcLinkId);
      },
    },
  ),

  GetVpcLinks: operation({
    async run({ actor, query }) {
      const page = pageOf(query);
      return listOf(await listVpcLinks.execute(actor, {}), page, ({ id }) => id, renderVpcLink);
    },
  }),

  GetVpcLink: operation({ run: (call) => withVpcLink(call, (id) => readVpcLink(call.actor, id)) }),

  UpdateVpcLink: operation(patchOperations, {
    run: (call, body) =>
      withVpcLink(call, async (vpcLinkId) => {
        const { name, description } = await getVpcLink.execute(call.actor, { vpcLinkId });
        const patched = applyPatch({ name, description }, body.patchOperations, vpcLinkPatches);
        await updateVpcLink.execute(call.actor, { vpcLinkId, ...patched });
        return readVpcLink(call.actor, vpcLinkId);
      }),
  }),

  DeleteVpcLink: operation({
    run: (call) =>
      withVpcLink(call, async (vpcLinkId) => {
        await deleteVpcLink.execute(call.actor, { vpcLinkId });
      }),
  }),
};
