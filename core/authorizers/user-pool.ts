/** An Amazon Cognito user pool. */
export type UserPool = { readonly region: string; readonly poolId: string; readonly issuer: string };

/** Reads `arn:aws:cognito-idp:{region}:{account}:userpool/{poolId}`; null when the text is no such ARN. */
export function parseUserPoolArn(arn: string): UserPool | null {
  const match = /^arn:(aws[a-z-]*):cognito-idp:([a-z0-9-]+):\d{12}:userpool\/([A-Za-z0-9-]+_[A-Za-z0-9]+)$/.exec(arn);
  if (!match) return null;
  const [, partition = '', region = '', poolId = ''] = match;
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { region, poolId, issuer: `https://cognito-idp.${region}.${domain}/${poolId}` };
}
