import { type Tagged, taggedKinds } from '#core/tags/input.ts';
import { badRequest } from '../aws-error.ts';

/** What each kind is called in AWS's words when it is missing. */
export const missingWords = {
  restapis: 'Invalid API identifier specified',
  stages: 'Invalid stage identifier specified',
  apikeys: 'Invalid API Key identifier specified',
  usageplans: 'Invalid Usage Plan ID specified',
  vpclinks: 'Invalid Vpc Link identifier specified',
  clientcertificates: 'Invalid Client Certificate identifier specified',
  domainnames: 'Invalid domain name identifier specified',
} as const;

const arn = /^arn:[\w-]+:apigateway:[\w-]*:\d*:\/(\w+)\/([^/]+)(?:\/stages\/([^/]+))?$/;

/** What an ARN names: `arn:aws:apigateway:REGION::/restapis/ID/stages/NAME`. */
export function taggedOf(text: string): Tagged {
  const [, kind, id = '', stageName = null] = arn.exec(text) ?? [];
  const known = taggedKinds.find((each) => each === kind);
  if (!known || known === 'stages' || (stageName !== null && known !== 'restapis')) {
    throw badRequest(`Invalid resource ARN '${text}'`);
  }
  if (stageName !== null) return { kind: 'stages', id, stageName };
  // The id of a private domain name follows its name.
  return { kind: known, id: known === 'domainnames' ? (id.split('+')[0] ?? id) : id, stageName: null };
}
