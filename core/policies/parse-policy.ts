import { compileArn } from './arn.ts';
import { compilePattern, variablesOf, withoutVariables } from './pattern.ts';
import { parseConditions } from './parse-conditions.ts';
import { keyPresence } from './condition-keys.ts';
import type { Policy, ResourcePattern, Statement } from './policy.ts';

/** Something that is wrong in a policy, with the place as tokens of a JSON Pointer into the document. */
export type PolicyProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/**
 * `resource`: attached to an API, names principals, may write `execute-api:/stage/METHOD/path`. `identity`: belongs to a
 * principal (an access key) or comes from an authorizer, and names none.
 */
export type PolicyKind = 'resource' | 'identity';

/** Longest pattern of a resource, characters: AWS API Gateway's limit for ARNs in authorizers' policies. */
const resourceMaxLength = 512;
const statementsMax = 500;

type Report = (path: readonly (string | number)[], message: string) => void;
/** How the texts are written in which a policy may have variables. */
type ReadText = (text: string) => string;

/** Reads a policy document's JSON text. */
export function parsePolicyText(text: string, kind: PolicyKind): { policy: Policy } | { problems: PolicyProblem[] } {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { problems: [{ path: [], message: 'The policy is not JSON.' }] };
  }
  return parsePolicy(document, kind);
}

/**
 * Reads a policy document. What is not known is a problem and never passed over: a statement that is half understood
 * could allow too much.
 */
export function parsePolicy(document: unknown, kind: PolicyKind): { policy: Policy } | { problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const report: Report = (path, message) => void problems.push({ path, message });
  const policy = readDocument(document, kind, report);
  return problems.length > 0 ? { problems } : { policy };
}

function readDocument(document: unknown, kind: PolicyKind, report: Report): Policy {
  if (!isObject(document)) {
    report([], 'A policy is a JSON object with a Statement.');
    return { version: '2008-10-17', statements: [] };
  }
  refuseUnknown(document, ['Version', 'Id', 'Statement'], [], report);
  // AWS IAM, JSON policy elements: a policy without a version is of the first one.
  const { Version: version = '2008-10-17', Statement: statement } = document;
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    report(['Version'], 'The version of the policy language is "2012-10-17" or "2008-10-17".');
    return { version: '2008-10-17', statements: [] };
  }
  return { version, statements: readStatements(statement, kind, version === '2008-10-17', report) };
}

function readStatements(statement: unknown, kind: PolicyKind, isFirstVersion: boolean, report: Report): Statement[] {
  const readText: ReadText = isFirstVersion ? withoutVariables : (text) => text;
  const isList = Array.isArray(statement);
  const list: unknown[] = isList ? statement : [statement];
  if (statement === undefined || list.length === 0) report(['Statement'], 'The policy has no statement.');
  if (list.length > statementsMax) {
    report(['Statement'], `A policy has at most ${statementsMax} statements.`);
    return [];
  }
  return list.flatMap((each, index) => {
    const path = isList ? ['Statement', index] : ['Statement'];
    const read =
      statement === undefined
        ? null
        : readStatement(each, kind, readText, (below, message) => report([...path, ...below], message));
    return read ?? [];
  });
}

const members = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

function readStatement(statement: unknown, kind: PolicyKind, readText: ReadText, report: Report): Statement | null {
  if (!isObject(statement)) {
    report([], 'A statement is a JSON object.');
    return null;
  }
  refuseUnknown(statement, members, [], report);
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') report(['Effect'], 'Effect is "Allow" or "Deny".');
  const action = readOneOf(statement, 'Action', report);
  const resource = readOneOf(statement, 'Resource', report);
  return {
    effect: effect === 'Allow' ? 'Allow' : 'Deny',
    principals: readPrincipals(statement, kind, report),
    actions: {
      negated: action.negated,
      patterns: action.values.map((value, index) => {
        if (value !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(value)) {
          report([...action.path, index], `${JSON.stringify(value)} is no action such as execute-api:Invoke.`);
        }
        return compilePattern(value.toLowerCase());
      }),
    },
    resources: {
      negated: resource.negated,
      patterns: resource.values.map((value, index) =>
        readResource(value, kind, readText, (below, message) => report([...resource.path, index, ...below], message)),
      ),
    },
    conditions: parseConditions(statement.Condition, readText, (below, message) =>
      report(['Condition', ...below], message),
    ),
  };
}

function readOneOf(statement: Record<string, unknown>, name: 'Action' | 'Resource', report: Report) {
  const not = `Not${name}`;
  const negated = Object.hasOwn(statement, not);
  if (negated === Object.hasOwn(statement, name)) report([name], `A statement has either ${name} or ${not}.`);
  const path = [negated ? not : name];
  return { negated, path, values: readTexts(statement[path[0] ?? ''], path, report) };
}

function readTexts(value: unknown, path: readonly string[], report: Report): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((each) => typeof each === 'string');
  if (texts.length !== list.length || texts.length === 0) {
    if (value !== undefined) report(path, `${path.at(-1)} is a text or a list of texts.`);
    return [];
  }
  return texts;
}

function readResource(written: string, kind: PolicyKind, readText: ReadText, report: Report): ResourcePattern {
  if (written.length > resourceMaxLength) report([], `A resource has at most ${resourceMaxLength} characters.`);
  const text = readText(written);
  for (const variable of variablesOf(text)) {
    if (keyPresence(variable) === null) report([], `\${${variable}} is no variable that requests have.`);
  }
  if (text.startsWith('execute-api:/')) {
    if (kind === 'resource') return { short: compilePattern(text) };
    report([], 'Only the policy of an API can shorten its ARN to execute-api:/stage/METHOD/path.');
  } else if (text !== '*' && !text.startsWith('arn:')) {
    report([], `${JSON.stringify(written)} is no ARN.`);
  }
  return { arn: compileArn(text) };
}

function readPrincipals(statement: Record<string, unknown>, kind: PolicyKind, report: Report): Statement['principals'] {
  const negated = Object.hasOwn(statement, 'NotPrincipal');
  const isGiven = negated || Object.hasOwn(statement, 'Principal');
  if (kind === 'identity') {
    if (isGiven) report([negated ? 'NotPrincipal' : 'Principal'], 'A policy of a caller names no principal.');
    return null;
  }
  if (!isGiven || (negated && Object.hasOwn(statement, 'Principal'))) {
    report(['Principal'], 'A statement of a resource policy has either Principal or NotPrincipal.');
  }
  const member = negated ? 'NotPrincipal' : 'Principal';
  return { negated, names: readPrincipalNames(statement[member], member, report) };
}

/** Services, federated and canonical users do not call Sluice: their names are read, and match nobody. */
const otherPrincipals = ['Service', 'Federated', 'CanonicalUser'];

function readPrincipalNames(value: unknown, member: string, report: Report): string[] {
  if (value === '*') return ['*'];
  if (!isObject(value)) {
    if (value !== undefined) report([member], `${member} is "*" or an object such as { "AWS": "123456789012" }.`);
    return [];
  }
  refuseUnknown(value, ['AWS', ...otherPrincipals], [member], report);
  for (const other of otherPrincipals) {
    if (Object.hasOwn(value, other)) readTexts(value[other], [member, other], report);
  }
  const names = Object.hasOwn(value, 'AWS') ? readTexts(value.AWS, [member, 'AWS'], report) : [];
  for (const name of names) {
    if (name !== '*' && !/^(?:\d{12}|arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|[a-z-]+\/[^*?]+))$/.test(name)) {
      report([member, 'AWS'], `${JSON.stringify(name)} is no account, user or role; "*" stands only for everyone.`);
    }
  }
  return names;
}

function refuseUnknown(
  object: Record<string, unknown>,
  known: readonly string[],
  path: readonly (string | number)[],
  report: Report,
): void {
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) report([...path, name], `${name} is no element of the policy language here.`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
