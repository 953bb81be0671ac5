/** What names a method of a stage in policies, as AWS API Gateway writes it. */
export type MethodArnParts = {
  region: string;
  /** Twelve digits. */
  accountId: string;
  apiId: string;
  stageName: string;
  httpMethod: string;
  /** Below the stage, in the form in which routes are compared; begins with a slash. */
  path: string;
};

/** Longest ARN of a request to a method with authorization, bytes (AWS API Gateway's limit; beyond it 414). */
export const methodArnMaxBytes = 1600;

/** `arn:{partition}:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path}`. */
export function methodArn({ region, accountId, apiId, stageName, httpMethod, path }: MethodArnParts): string {
  return `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${apiId}/${stageName}/${httpMethod}${path}`;
}

/** The part of AWS in which a region is: `aws-cn` and `aws-us-gov` stand apart. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** An ARN as callers read it in errors: of the account only the last four digits, as AWS shows it. */
export function maskAccount(arn: string): string {
  return arn.replace(/^((?:[^:]*:){4})\d{8}(\d{4}):/, '$1********$2:');
}
