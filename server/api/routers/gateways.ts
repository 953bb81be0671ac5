import { createGroup } from '../../gateways/create-group.ts';
import { listGroups } from '../../gateways/list-groups.ts';
import { listTokens } from '../../gateways/list-tokens.ts';
import { mintToken } from '../../gateways/mint-token.ts';
import { revokeToken } from '../../gateways/revoke-token.ts';
import { watchGroups } from '../../gateways/watch-groups.ts';
import { expose, router, stream } from '../trpc.ts';

export const gatewaysRouter = router({
  groups: expose(listGroups),
  mintToken: expose(mintToken),
  tokens: expose(listTokens),
  revokeToken: expose(revokeToken),
  createGroup: expose(createGroup),
  watch: stream(watchGroups),
});
