import { notFound } from '#core/errors.ts';
import { getDomainName } from '../../domain-names/get-domain-name.ts';
import { inAwsWords } from '../aws-error.ts';
import type { AwsCall } from '../operation.ts';
import type { DomainName } from './render-domain-name.ts';

/** Runs an operation of the call's domain name. A private one is named with its id, too. */
export function withDomainName<Result>(call: AwsCall, run: (row: DomainName) => Promise<Result>): Promise<Result> {
  return inAwsWords({ NOT_FOUND: 'Invalid domain name identifier specified' }, async () => {
    const domainName = call.path.domain_name ?? '';
    const row = await getDomainName.execute(call.actor, { domainName });
    const id = call.query.get('domainNameId');
    if (id !== null && id !== row.domainNameId) throw notFound('Domain name', domainName);
    return run(row);
  });
}
