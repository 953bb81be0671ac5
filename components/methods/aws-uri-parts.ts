/**
 * An integration URI of AWS in the parts that a person edits: `arn:{partition}:apigateway:{region}:{subdomain.service}:{form}/{target}`.
 * It may be half written and hold stage variables; whether it can be called is decided by core/integrations/aws-uri.ts.
 */
export interface AwsUriParts {
  partition: string;
  region: string;
  /** What stands before the service's name, such as the bucket of `pictures.s3`; empty for none. */
  subdomain: string;
  service: string;
  /** `action` calls an operation by its name, `path` a path of the service. */
  form: 'action' | 'path';
  /** The action with its parameters, or the path without its first slash. */
  target: string;
}

const AWS_URI = /^arn:([\w-]+):apigateway:([^:]*):([^:]*):(action|path)\/(.*)$/s;
/** The service is what follows the last dot that stands in no `${stageVariables.name}`. */
const SUBDOMAIN_AND_SERVICE = /^(?:(.*)\.)?([^.{}]*|\$\{[^}]*\})$/s;
const LAMBDA_TARGET = /^2015-03-31\/functions\/(.*)\/invocations$/s;

export const freshAwsUriParts: AwsUriParts = {
  partition: 'aws',
  region: 'us-east-1',
  subdomain: '',
  service: 'dynamodb',
  form: 'action',
  target: 'GetItem',
};

/** The parts of a URI, which may be half written; null when it has another form. */
export function splitAwsUri(uri: string | null): AwsUriParts | null {
  const match = AWS_URI.exec(uri ?? '');
  if (!match) return null;
  const [, partition = '', region = '', host = '', form, target = ''] = match;
  const [, subdomain = '', service = host] = SUBDOMAIN_AND_SERVICE.exec(host) ?? [];
  return { partition, region, subdomain, service, form: form === 'path' ? 'path' : 'action', target };
}

export function joinAwsUri({ partition, region, subdomain, service, form, target }: AwsUriParts): string {
  const host = subdomain === '' ? service : `${subdomain}.${service}`;
  return `arn:${partition}:apigateway:${region}:${host}:${form}/${target}`;
}

/** The function that a URI invokes, by its ARN; null when it invokes none. It may be empty while it is being written. */
export function functionOf(uri: string | null): string | null {
  const parts = splitAwsUri(uri);
  if (parts?.service !== 'lambda' || parts.form !== 'path') return null;
  return LAMBDA_TARGET.exec(parts.target)?.[1] ?? null;
}

/** The URI that invokes a function. Its region and partition are those of the function's ARN. */
export function lambdaUri(functionArn: string): string {
  const [, partition = freshAwsUriParts.partition, region = freshAwsUriParts.region] =
    /^arn:([\w-]+):lambda:([^:]+):/.exec(functionArn) ?? [];
  const target = `2015-03-31/functions/${functionArn}/invocations`;
  return joinAwsUri({ partition, region, subdomain: '', service: 'lambda', form: 'path', target });
}
