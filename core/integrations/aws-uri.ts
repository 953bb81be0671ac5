/** The parts of an AWS integration's URI: `arn:{partition}:apigateway:{region}:{service}:{path|action}/{...}`. */
export type AwsUri = {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  region: string;
  /** What stands before the service's own name, as in `my-bucket.s3` or `runtime.sagemaker`; null without one. */
  subdomain: string | null;
  service: string;
  /** Name of the action of the form `action/{name}`; null for the form `path/{...}`. */
  action: string | null;
  /** Begins with a slash; `/` for an action. */
  path: string;
  /** The query string of a path, or the parameters of an action; without `?`. */
  query: string;
};

const arn = /^arn:(aws(?:-[a-z]+)*):apigateway:([^:]*):([^:]*):(.*)$/s;

/**
 * Reads an AWS integration's URI (AWS API Gateway, API reference of Integration, `uri`). Its stage variables are
 * substituted before; `{parameters}` may stand in its path and query only.
 * @returns the parts, or what is wrong in words for the API's author
 */
export function parseAwsUri(text: string): AwsUri | string {
  const match = arn.exec(text.trim());
  if (!match) {
    return 'The URI of an AWS integration has the form arn:aws:apigateway:{region}:{service}:path/{path} or …:action/{action}.';
  }
  const [, partition = '', region = '', place = '', rest = ''] = match;
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) return `${quoted(region)} is not an AWS region such as eu-west-1.`;
  const labels = place.split('.');
  if (!labels.every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/.test(label))) {
    return `${quoted(place)} is not the name of an AWS service such as sqs, or my-bucket.s3.`;
  }
  const service = labels.at(-1) ?? '';
  const subdomain = labels.length > 1 ? labels.slice(0, -1).join('.') : null;
  if (/[^\x21-\x7e]|[\\^`"<>|#]/.test(rest))
    return 'The URI holds a character that must be percent-encoded, such as %20.';
  const form = /^(path|action)\/(.*)$/s.exec(rest);
  if (!form) return 'After the service the URI goes on with path/… or action/….';
  const common = { partition, region, subdomain, service };
  const target = form[2] ?? '';
  if (form[1] === 'path') {
    const [path = '', ...query] = target.split('?');
    return { ...common, action: null, path: `/${path.replace(/^\/+/, '')}`, query: query.join('?') };
  }
  const [, action = '', parameters = ''] = /^([^&?/]*)[&?]?(.*)$/s.exec(target) ?? [];
  if (!/^[A-Za-z][A-Za-z0-9]{0,127}$/.test(action))
    return `${quoted(action)} is not the name of an action such as PutItem.`;
  return { ...common, action, path: '/', query: parameters };
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

const invocation = /^\/\d{4}-\d{2}-\d{2}\/functions\/([^/?]+)\/invocations$/;

/** The function, an ARN or a name, that a URI invokes; null when it invokes none. */
export function lambdaFunctionOf({ service, subdomain, action, path }: AwsUri): string | null {
  if (service !== 'lambda' || subdomain !== null || action !== null) return null;
  return invocation.exec(path)?.[1] ?? null;
}

const functionArn =
  /^arn:aws(?:-[a-z]+)*:lambda:([a-z0-9-]+):\d{12}:function:[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9_$-]{1,128})?$/;
const functionName = /^(?:\d{12}:(?:function:)?)?[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9_$-]{1,128})?$/;

/** Whether a text names a Lambda function: its ARN, or its name, each with an optional alias or version. */
export function isLambdaFunction(text: string): boolean {
  return functionArn.test(text) || functionName.test(text);
}

/** The caller's own credentials, as an integration names them. */
export const callerCredentials = /^arn:aws(?:-[a-z]+)*:iam::\*:user\/\*$/;

/** Whether a text can stand as an integration's credentials: a role's ARN, or `arn:aws:iam::*:user/*` for the caller's own. */
export function isCredentialsArn(text: string): boolean {
  return callerCredentials.test(text) || /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/.test(text);
}
