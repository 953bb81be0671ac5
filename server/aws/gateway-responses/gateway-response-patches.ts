import type { GatewayResponse } from '#core/gateway-responses/schema.ts';
import { AwsError, badRequest } from '../aws-error.ts';
import type { PatchTarget } from '../patch.ts';
import { statusCodeMember } from '../validation.ts';

type MapName = 'responseParameters' | 'responseTemplates';

const absent = {
  responseParameters: new AwsError('NotFoundException', 'Invalid parameter name specified'),
  responseTemplates: new AwsError('NotFoundException', 'Content-Type specified was not found'),
};

function mapTarget(map: MapName): PatchTarget<GatewayResponse> {
  return {
    path: `/${map}/{name}`,
    ops: ['add', 'replace', 'remove'],
    apply(response, { op, value, labels: [name = ''] }) {
      if (op !== 'remove' && value === '') throw badRequest(`Invalid null or empty value in ${map}`);
      if (op !== 'add' && !Object.hasOwn(response[map], name)) throw absent[map];
      if (op === 'remove') delete response[map][name];
      else response[map][name] = value;
    },
  };
}

/** What UpdateGatewayResponse takes. */
export const gatewayResponsePatches: PatchTarget<GatewayResponse>[] = [
  {
    path: '/statusCode',
    ops: ['replace'],
    apply: (response, { value }) => void (response.statusCode = statusCodeMember(value, 'statusCode')),
  },
  mapTarget('responseParameters'),
  mapTarget('responseTemplates'),
];
