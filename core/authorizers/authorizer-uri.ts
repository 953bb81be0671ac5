/** What an authorizer's URI names, with its stage variables still in it: a Lambda function, or a URL of the same contract. */
export type AuthorizerUri = { readonly lambda: string } | { readonly url: string };

const lambdaUri = /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(\S+)\/invocations$/;

/**
 * Reads `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{function ARN}/invocations`, or an address that
 * begins with http:// or https://; null when the text is neither.
 */
export function parseAuthorizerUri(uri: string): AuthorizerUri | null {
  const lambda = lambdaUri.exec(uri.trim());
  if (lambda) return { lambda: lambda[1] ?? '' };
  return /^https?:\/\//i.test(uri.trim()) ? { url: uri.trim() } : null;
}

/** Whether a text, with its stage variables filled in, is the ARN of a Lambda function. */
export function isFunctionArn(text: string): boolean {
  return /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_]{1,140}(?::[A-Za-z0-9$_-]{1,128})?$/.test(
    text,
  );
}
