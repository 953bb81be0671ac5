/** One call of a Lambda function. */
export type LambdaCall = {
  workspaceId: string;
  /** The function's ARN, with a version or alias if it names one. */
  functionArn: string;
  /** The role to assume for the call; null for the workspace's own credentials. */
  credentialsArn: string | null;
  /** The event, JSON. */
  payload: Buffer;
  timeoutMs: number;
};

/** What Lambda's Invoke answered. `functionError` is the header `x-amz-function-error` of a function that threw. */
export type LambdaAnswer = {
  status: number;
  functionError: string | null;
  /** Lambda's id of the call. */
  requestId: string | null;
  payload: Buffer;
};

/** Calls Lambda functions and waits for their result. Rejects when Lambda cannot be reached or its time is over. */
export type LambdaInvoker = {
  invoke(call: LambdaCall): Promise<LambdaAnswer>;
};
