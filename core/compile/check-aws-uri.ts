import { isCredentialsArn, isLambdaFunction, lambdaFunctionOf, parseAwsUri } from '../integrations/aws-uri.ts';
import type { Integration } from '../integrations/schema.ts';
import type { ProblemList } from './problem.ts';

const stageVariable = /\$\{stageVariables\.[A-Za-z0-9_]+\}/g;

/**
 * Checks the URI and the credentials of an AWS or AWS_PROXY integration as far as they are written out: where a stage
 * variable stands, the stage decides, and a node reports what it made of it.
 */
export function checkAws(integration: Integration, problems: ProblemList): void {
  checkCredentials(integration.credentials, problems.at('credentials'));
  const { uri } = integration;
  const list = problems.at('uri');
  if (uri === null || uri.trim() === '')
    return list.error('bad-uri', 'The integration needs the URI of an AWS service.');
  const open = uri.includes('${stageVariables.');
  // A variable may stand for a name, a region or an ARN: only what holds for none of them is wrong.
  const readings = open ? ['name', 'eu-west-1'].map((value) => uri.replace(stageVariable, value)) : [uri];
  const parsed = readings.map(parseAwsUri);
  const [first] = parsed;
  const read = parsed.find((result) => typeof result !== 'string');
  if (read === undefined) return list.error('bad-uri', typeof first === 'string' ? first : 'The URI cannot be read.');
  if (integration.type === 'AWS_PROXY') checkProxy(integration, lambdaFunctionOf(read), open, problems);
}

function checkProxy(integration: Integration, name: string | null, open: boolean, problems: ProblemList): void {
  const list = problems.at('uri');
  if (name === null) {
    return list.error(
      'bad-uri',
      'An AWS_PROXY integration invokes a Lambda function: arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{function ARN}/invocations.',
    );
  }
  if (!open && !isLambdaFunction(name)) {
    list.error(
      'bad-uri',
      `${JSON.stringify(name.slice(0, 200))} is neither the ARN nor the name of a Lambda function.`,
    );
  }
  if (integration.responseTransferMode === 'STREAM') {
    problems
      .at('responseTransferMode')
      .error('integration-not-supported', 'Answers of Lambda functions are not streamed. Choose BUFFERED.');
  }
  if (integration.httpMethod !== null && integration.httpMethod !== 'POST') {
    problems.at('httpMethod').warn('bad-uri', 'Lambda functions are invoked with POST, whatever stands here.');
  }
}

function checkCredentials(credentials: string | null, problems: ProblemList): void {
  if (credentials === null || credentials.includes('${stageVariables.') || isCredentialsArn(credentials)) return;
  problems.error(
    'bad-uri',
    'The credentials are the ARN of a role such as arn:aws:iam::123456789012:role/name, or arn:aws:iam::*:user/* for the caller’s own.',
  );
}
