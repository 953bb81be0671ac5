/** A policy to start from. */
export interface PolicyTemplate {
  label: string;
  hint: string;
  document: object;
}

const VERSION = '2012-10-17';
const everyCall = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };

/** Starting points for the resource policy of an API: who may reach it from where. */
export function resourcePolicyTemplates(accountId: string): PolicyTemplate[] {
  return [
    {
      label: 'Allow list of addresses',
      hint: 'Only these networks reach the API',
      document: {
        Version: VERSION,
        Statement: [
          everyCall,
          {
            ...everyCall,
            Effect: 'Deny',
            Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '198.51.100.7/32'] } },
          },
        ],
      },
    },
    {
      label: 'Deny list of addresses',
      hint: 'Everybody but these networks reaches the API',
      document: {
        Version: VERSION,
        Statement: [
          everyCall,
          { ...everyCall, Effect: 'Deny', Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } } },
        ],
      },
    },
    {
      label: 'One account',
      hint: 'Callers who sign with an access key of this workspace',
      document: {
        Version: VERSION,
        Statement: [{ ...everyCall, Principal: { AWS: `arn:aws:iam::${accountId}:root` } }],
      },
    },
  ];
}

/** Starting points for the policy of an access key: what its holder may invoke. */
export function accessKeyPolicyTemplates(): PolicyTemplate[] {
  const statement = { Effect: 'Allow', Action: 'execute-api:Invoke' };
  return [
    {
      label: 'All APIs of the workspace',
      hint: 'Every method that asks for AWS IAM',
      document: { Version: VERSION, Statement: [{ ...statement, Resource: 'arn:aws:execute-api:*:*:*' }] },
    },
    {
      label: 'One stage of one API',
      hint: 'Replace apiId and prod',
      document: {
        Version: VERSION,
        Statement: [{ ...statement, Resource: 'arn:aws:execute-api:*:*:apiId/prod/*/*' }],
      },
    },
    {
      label: 'Reading only',
      hint: 'GET methods of all APIs',
      document: { Version: VERSION, Statement: [{ ...statement, Resource: 'arn:aws:execute-api:*:*:*/*/GET/*' }] },
    },
  ];
}
