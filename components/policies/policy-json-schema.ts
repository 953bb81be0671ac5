const oneOrMany = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };

const statement = {
  type: 'object',
  required: ['Effect'],
  additionalProperties: false,
  properties: {
    Sid: { type: 'string' },
    Effect: { enum: ['Allow', 'Deny'] },
    Principal: { anyOf: [{ const: '*' }, { type: 'object', additionalProperties: oneOrMany }] },
    NotPrincipal: { anyOf: [{ const: '*' }, { type: 'object', additionalProperties: oneOrMany }] },
    Action: { ...oneOrMany, default: 'execute-api:Invoke' },
    NotAction: oneOrMany,
    Resource: oneOrMany,
    NotResource: oneOrMany,
    Condition: { type: 'object', additionalProperties: { type: 'object' } },
  },
};

/** The shape of an IAM-style policy, for completion and first checks while it is typed. */
export const policyJsonSchema = {
  type: 'object',
  required: ['Statement'],
  additionalProperties: false,
  properties: {
    Version: { enum: ['2012-10-17', '2008-10-17'] },
    Id: { type: 'string' },
    Statement: { anyOf: [statement, { type: 'array', items: statement, minItems: 1 }] },
  },
};
