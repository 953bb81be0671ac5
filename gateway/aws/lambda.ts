import { headerValue } from '#gateway/http/headers.ts';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import type { AwsClient } from './aws-client.ts';
import type { LambdaAnswer, LambdaCall, LambdaInvoker } from './lambda-types.ts';
import { sendWhole } from './send-whole.ts';
import { awsPath } from './sign.ts';

/** Most bytes of a synchronous invocation's event and of its answer: AWS Lambda's quota. */
export const lambdaPayloadMaxBytes = 6 * 1024 * 1024;

/** The path of Lambda's Invoke for a function's ARN or name. */
export function invocationPath(functionArn: string): string {
  return `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`;
}

/** Calls functions for the gateway itself, as authorizers need it. */
export class LambdaFunctions implements LambdaInvoker {
  private readonly aws: AwsClient;
  private readonly upstream: UpstreamClient;

  constructor(aws: AwsClient, upstream: UpstreamClient) {
    this.aws = aws;
    this.upstream = upstream;
  }

  async invoke({ workspaceId, functionArn, credentialsArn, payload, timeoutMs }: LambdaCall): Promise<LambdaAnswer> {
    // Stand-ins such as serverless-offline know functions by name only; a name is one of the node's own region.
    const [, partition = 'aws', region = this.aws.defaultRegion] =
      /^arn:([^:]+):lambda:([^:]+):/.exec(functionArn) ?? [];
    const endpoint = this.aws.endpoint(workspaceId, { partition, region, subdomain: null, service: 'lambda' });
    const request = {
      workspaceId,
      origin: endpoint.origin,
      method: 'POST',
      path: awsPath(`${endpoint.basePath}${invocationPath(functionArn)}`),
      rawHeaders: [
        'host',
        endpoint.host,
        'content-type',
        'application/json',
        'x-amz-invocation-type',
        'RequestResponse',
      ],
      body: payload,
      bodyLength: null,
      timeoutMs,
      insecureSkipVerification: false,
      isTrusted: endpoint.isTrusted,
    };
    await this.aws.sign(request, { workspaceId, roleArn: credentialsArn, region, signingName: 'lambda', caller: null });
    const { status, rawHeaders, requestId, body } = await sendWhole(this.upstream, request);
    return { status, functionError: headerValue(rawHeaders, 'x-amz-function-error'), requestId, payload: body };
  }
}
