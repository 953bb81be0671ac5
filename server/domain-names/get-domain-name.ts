import { domainNameInput } from '#core/domain-names/input.ts';
import { query } from '../query.ts';
import { findDomainName } from './find-domain-name.ts';

export const getDomainName = query({
  permission: 'apis.read',
  input: domainNameInput,
  run: ({ db, actor }, { domainName }) => findDomainName(db, actor.workspaceId, domainName),
});
