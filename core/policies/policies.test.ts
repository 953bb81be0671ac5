import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideCrossAccount, decideSameAccount } from './decide.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { matchesInParallel } from './match-in-parallel.ts';
import { maskAccount, methodArn } from './method-arn.ts';
import { parsePolicy, parsePolicyText, type PolicyKind } from './parse-policy.ts';
import { compilePattern, matchesPattern } from './pattern.ts';
import type { PolicyOutcome, PolicyRequest } from './policy.ts';

const account = '123456789012';
const arn = (stageName: string, httpMethod: string, path: string, apiId = 'petstore01') =>
  methodArn({ region: 'eu-west-1', accountId: account, apiId, stageName, httpMethod, path });
const user = { arn: `arn:aws:iam::${account}:user/ann`, accountId: account };

type Values = Record<string, string | string[]>;

function outcome(
  statements: unknown,
  change: {
    kind?: PolicyKind;
    values?: Values;
    principal?: PolicyRequest['principal'];
    resource?: string;
    action?: string;
  } = {},
): PolicyOutcome {
  const { kind = 'identity', values = {}, principal = null, resource = arn('prod', 'GET', '/pets'), action } = change;
  const parsed = parsePolicy({ Version: '2012-10-17', Statement: statements }, kind);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const context = (key: string) => {
    const value = values[key];
    return value === undefined ? undefined : [value].flat();
  };
  return evaluatePolicy(parsed.policy, { action: action ?? 'execute-api:Invoke', resource, principal, context });
}

const allow = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
const deny = { ...allow, Effect: 'Deny' };

function problems(policy: unknown, kind: PolicyKind = 'identity'): string[] {
  const parsed = typeof policy === 'string' ? parsePolicyText(policy, kind) : parsePolicy(policy, kind);
  return 'problems' in parsed ? parsed.problems.map(({ path, message }) => `${path.join('/')}: ${message}`) : [];
}

test('a deny outweighs an allow, in whatever order; silence is an implicit deny', () => {
  expect(outcome([allow])).toBe('allow');
  expect(outcome([deny, allow])).toBe('explicit-deny');
  expect(outcome([allow, deny])).toBe('explicit-deny');
  expect(outcome(allow)).toBe('allow');
  expect(outcome([{ ...allow, Resource: arn('prod', 'POST', '/pets') }])).toBe('implicit-deny');
  expect(evaluatePolicy(null, { action: 'a:b', resource: 'x', principal: null, context: () => undefined })).toBe(
    'implicit-deny',
  );
});

test.each([
  ['arn:aws:execute-api:eu-west-1:123456789012:petstore01/prod/GET/pets', 'allow'],
  ['arn:aws:execute-api:*:*:petstore01/*/GET/*', 'allow'],
  ['arn:aws:execute-api:eu-west-1:123456789012:petstore01/prod/*', 'allow'],
  ['arn:aws:execute-api:*:*:*', 'allow'],
  ['arn:aws:execute-api:*', 'allow'],
  ['*', 'allow'],
  ['arn:aws:execute-api:eu-west-?:123456789012:petstore01/prod/GET/pet?', 'allow'],
  ['arn:aws:execute-api:eu-west-1:123456789012:petstore01/prod/get/pets', 'implicit-deny'],
  ['arn:aws:execute-api:eu-west-1:123456789012:petstore01/prod/GET/pet', 'implicit-deny'],
  ['arn:aws:execute-api:eu-west-1:123456789012:petstore01/prod/GET/pets/*', 'implicit-deny'],
  ['arn:aws:execute-api:us-east-1:123456789012:petstore01/prod/GET/pets', 'implicit-deny'],
  ['arn:aws:s3:::petstore01/prod/GET/pets', 'implicit-deny'],
])('Resource %s: %s', (Resource, expected) => {
  expect(outcome({ ...allow, Resource })).toBe(expected);
  expect(outcome({ Effect: 'Allow', Action: '*', NotResource: Resource })).toBe(
    expected === 'allow' ? 'implicit-deny' : 'allow',
  );
});

test('a wildcard does not reach over a colon of the ARN, so a path cannot stand in for an API', () => {
  const Resource = 'arn:aws:execute-api:eu-west-1:*:mine/prod/GET/open';
  expect(outcome({ ...allow, Resource }, { resource: arn('prod', 'GET', '/x:mine/prod/GET/open', 'other') })).toBe(
    'implicit-deny',
  );
});

test('only the policy of an API shortens its ARN', () => {
  const statement = { ...allow, Principal: '*', Resource: 'execute-api:/prod/*/pets' };
  expect(outcome(statement, { kind: 'resource' })).toBe('allow');
  expect(outcome(statement, { kind: 'resource', resource: arn('dev', 'GET', '/pets') })).toBe('implicit-deny');
  expect(problems({ Statement: { ...allow, Resource: 'execute-api:/prod/*' } })).toHaveLength(1);
});

test('actions ignore case and take wildcards and NotAction', () => {
  expect(outcome({ ...allow, Action: 'EXECUTE-API:invoke' })).toBe('allow');
  expect(outcome({ ...allow, Action: ['s3:*', 'execute-api:I*'] })).toBe('allow');
  expect(outcome({ ...allow, Action: 'execute-api:InvalidateCache' })).toBe('implicit-deny');
  const { Action: _, ...rest } = allow;
  expect(outcome({ ...rest, NotAction: 'execute-api:InvalidateCache' })).toBe('allow');
  expect(outcome({ ...rest, NotAction: 'execute-api:*' })).toBe('implicit-deny');
});

test('principals: everyone, an account, a user, a role by its sessions, and NotPrincipal', () => {
  const session = { arn: `arn:aws:sts::${account}:assumed-role/ops/ann`, accountId: account };
  const by = (Principal: unknown, principal: PolicyRequest['principal']) =>
    outcome({ ...allow, Principal }, { kind: 'resource', principal });
  expect(by('*', null)).toBe('allow');
  expect(by({ AWS: '*' }, null)).toBe('allow');
  expect(by({ AWS: account }, user)).toBe('allow');
  expect(by({ AWS: `arn:aws:iam::${account}:root` }, user)).toBe('allow');
  expect(by({ AWS: '999999999999' }, user)).toBe('implicit-deny');
  expect(by({ AWS: [user.arn] }, user)).toBe('allow');
  expect(by({ AWS: [user.arn] }, null)).toBe('implicit-deny');
  expect(by({ AWS: `arn:aws:iam::${account}:role/ops` }, session)).toBe('allow');
  expect(by({ AWS: session.arn }, session)).toBe('allow');
  expect(by({ Service: 'lambda.amazonaws.com' }, user)).toBe('implicit-deny');
  const notAnn = { ...deny, NotPrincipal: { AWS: user.arn } };
  expect(outcome(notAnn, { kind: 'resource', principal: user })).toBe('implicit-deny');
  expect(outcome(notAnn, { kind: 'resource', principal: session })).toBe('explicit-deny');
  expect(outcome(notAnn, { kind: 'resource' })).toBe('explicit-deny');
});

test.each<[unknown, Values, boolean]>([
  [{ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }, { 'aws:sourceip': '203.0.113.9' }, true],
  [{ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }, { 'aws:sourceip': '2001:db8:1::1' }, true],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, { 'aws:sourceip': '::ffff:203.0.113.9' }, true],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, { 'aws:sourceip': '203.0.114.9' }, false],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, {}, false],
  [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, { 'aws:sourceip': '203.0.113.9' }, false],
  [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, { 'aws:sourceip': '198.51.100.1' }, true],
  [{ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, {}, false],
  [{ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }, {}, true],
  [{ StringNotEquals: { 'aws:UserAgent': ['a', 'b'] } }, { 'aws:useragent': 'b' }, false],
  [{ StringEqualsIfExists: { 'aws:Referer': 'x' } }, {}, true],
  [{ StringEqualsIfExists: { 'aws:Referer': 'x' } }, { 'aws:referer': 'y' }, false],
  [{ StringLike: { 'aws:Referer': 'https://*.example.com/*' } }, { 'aws:referer': 'https://a.example.com/b' }, true],
  [{ StringEquals: { 'aws:Referer': 'https://*' } }, { 'aws:referer': 'https://a' }, false],
  [{ StringEqualsIgnoreCase: { 'aws:UserAgent': 'CURL' } }, { 'aws:useragent': 'curl' }, true],
  [{ Bool: { 'aws:SecureTransport': false } }, { 'aws:securetransport': 'false' }, true],
  [{ Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:securetransport': 'false' }, false],
  [{ Null: { 'aws:TokenIssueTime': 'true' } }, {}, true],
  [{ Null: { 'aws:PrincipalArn': true } }, { 'aws:principalarn': 'x' }, false],
  [{ NumericLessThan: { 'aws:EpochTime': 2000 } }, { 'aws:epochtime': '1999' }, true],
  [{ NumericGreaterThanEquals: { 'aws:EpochTime': '2000' } }, { 'aws:epochtime': '1999' }, false],
  [
    { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { 'aws:currenttime': '2026-06-01T00:00:00Z' },
    true,
  ],
  [{ DateLessThan: { 'aws:CurrentTime': '2026-01-01' } }, { 'aws:currenttime': '2026-06-01T00:00:00Z' }, false],
  [{ DateLessThan: { 'aws:EpochTime': '1767225600' } }, { 'aws:epochtime': '1767225599' }, true],
  [{ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:user/*` } }, { 'aws:principalarn': user.arn }, true],
  [{ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, { 'aws:principalarn': user.arn }, false],
  [{ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, { 'aws:principalarn': user.arn }, true],
  [
    { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': ['a', 'b'] } },
    { 'aws:principalorgpaths': ['x', 'b'] },
    true,
  ],
  [{ 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': ['a'] } }, {}, false],
  [
    { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': ['a', 'b'] } },
    { 'aws:principalorgpaths': ['a', 'x'] },
    false,
  ],
  [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': ['a', 'b'] } }, {}, true],
  [{ 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgPaths': 'a' } }, { 'aws:principalorgpaths': ['a', 'x'] }, true],
  [
    { IpAddress: { 'aws:SourceIp': '203.0.113.9' }, Bool: { 'aws:SecureTransport': 'true' } },
    { 'aws:sourceip': '203.0.113.9' },
    false,
  ],
])('Condition %j with %j: %s', (Condition, values, expected) => {
  expect(outcome({ ...allow, Condition }, { values })).toBe(expected ? 'allow' : 'implicit-deny');
});

test('variables are filled with the caller, literally, and a missing one matches nothing', () => {
  const statement = { ...allow, Resource: 'arn:aws:execute-api:*:*:petstore01/prod/GET/users/${aws:username}/*' };
  const at = (path: string, values: Values) => outcome(statement, { values, resource: arn('prod', 'GET', path) });
  expect(at('/users/ann/x', { 'aws:username': 'ann' })).toBe('allow');
  expect(at('/users/bob/x', { 'aws:username': 'ann' })).toBe('implicit-deny');
  expect(at('/users/bob/x', { 'aws:username': '*' })).toBe('implicit-deny');
  expect(at('/users//x', {})).toBe('implicit-deny');
  const named = { ...allow, Condition: { StringEquals: { 'aws:UserAgent': "${aws:username, 'nobody'}" } } };
  expect(outcome(named, { values: { 'aws:useragent': 'nobody' } })).toBe('allow');
  const star = { ...allow, Condition: { StringLike: { 'aws:UserAgent': 'a${*}' } } };
  expect(outcome(star, { values: { 'aws:useragent': 'ab' } })).toBe('implicit-deny');
  expect(outcome(star, { values: { 'aws:useragent': 'a*' } })).toBe('allow');
});

test.each([undefined, '2008-10-17'])('a policy of version %s has no variables', (Version) => {
  const at = (statement: unknown, path: string, values: Values) => {
    const parsed = parsePolicy({ Version, Statement: statement }, 'identity');
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    const context = (key: string) => (values[key] === undefined ? undefined : [values[key]].flat());
    const resource = arn('prod', 'GET', path);
    return evaluatePolicy(parsed.policy, { action: 'execute-api:Invoke', resource, principal: null, context });
  };
  const ann = { 'aws:username': 'ann' };
  const users = { ...allow, Resource: 'arn:aws:execute-api:*:*:petstore01/prod/GET/users/${aws:username}/*' };
  expect(at(users, '/users/ann/x', ann)).toBe('implicit-deny');
  expect(at(users, '/users/${aws:username}/x', ann)).toBe('allow');
  const named = (operator: string) => ({ ...allow, Condition: { [operator]: { 'aws:UserAgent': '${aws:nope}${*}' } } });
  for (const operator of ['StringEquals', 'StringLike']) {
    expect(at(named(operator), '/', { 'aws:useragent': '${aws:nope}${*}' })).toBe('allow');
    expect(at(named(operator), '/', { 'aws:useragent': '${aws:nope}*' })).toBe('implicit-deny');
  }
});

test.each([
  ['cn-north-1', 'arn:aws-cn:execute-api:cn-north-1:123456789012:petstore01/prod/GET/pets'],
  ['us-gov-west-1', 'arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:petstore01/prod/GET/pets'],
])('in %s a method is %s, and policies of any partition are of it', (region, resource) => {
  const parts = { region, accountId: account, apiId: 'petstore01', stageName: 'prod', httpMethod: 'GET' };
  expect(methodArn({ ...parts, path: '/pets' })).toBe(resource);
  const on = (Resource: string) => outcome({ ...allow, Resource }, { resource });
  expect(on(resource)).toBe('allow');
  expect(on(resource.replace(/^arn:[^:]+/, 'arn:aws'))).toBe('allow');
  expect(on('arn:aws-cn:execute-api:*')).toBe('allow');
  expect(on('arn:aws')).toBe('implicit-deny');
  expect(on('arn:gcp:execute-api:*')).toBe('implicit-deny');
  const by = (AWS: string) =>
    outcome({ ...allow, Principal: { AWS } }, { kind: 'resource', principal: user, resource });
  expect(by(`arn:aws-cn:iam::${account}:user/ann`)).toBe('allow');
  expect(by(`arn:aws-cn:iam::${account}:user/bob`)).toBe('implicit-deny');
});

test.each<[string, unknown, PolicyKind, string]>([
  ['no JSON', '{', 'resource', ': The policy is not JSON.'],
  ['no statement', {}, 'identity', 'Statement: The policy has no statement.'],
  ['an effect of another spelling', { Statement: [{ ...allow, Effect: 'allow' }] }, 'identity', 'Statement/0/Effect'],
  ['an unknown element', { Statement: [{ ...allow, Conditions: {} }] }, 'identity', 'Statement/0/Conditions'],
  [
    'an unknown operator',
    { Statement: [{ ...allow, Condition: { StringEqual: { 'aws:Referer': 'x' } } }] },
    'identity',
    'StringEqual',
  ],
  [
    'an unknown key',
    { Statement: [{ ...allow, Condition: { StringEquals: { 'aws:Nope': 'x' } } }] },
    'identity',
    'aws:Nope',
  ],
  [
    'an unknown variable',
    { Version: '2012-10-17', Statement: [{ ...allow, Resource: 'arn:aws:execute-api:*:*:${x}' }] },
    'identity',
    '${x}',
  ],
  [
    'a broken network',
    { Statement: [{ ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } }] },
    'identity',
    '10.0.0.0/33',
  ],
  [
    'a pattern of less than an ARN',
    { Statement: [{ ...deny, Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } } }] },
    'identity',
    'no ARN',
  ],
  [
    'a broken date',
    { Statement: [{ ...allow, Condition: { DateEquals: { 'aws:CurrentTime': 'soon' } } }] },
    'identity',
    'soon',
  ],
  ['both actions', { Statement: [{ ...allow, NotAction: '*' }] }, 'identity', 'either Action or NotAction'],
  ['no resource', { Statement: [{ Effect: 'Allow', Action: '*' }] }, 'identity', 'either Resource or NotResource'],
  ['an empty list', { Statement: [{ ...allow, Action: [] }] }, 'identity', 'Action is a text'],
  ['no principal', { Statement: [allow] }, 'resource', 'either Principal or NotPrincipal'],
  ['a principal of its own', { Statement: [{ ...allow, Principal: '*' }] }, 'identity', 'names no principal'],
  [
    'a wildcard in a principal',
    { Statement: [{ ...allow, Principal: { AWS: 'arn:aws:iam::123456789012:user/*' } }] },
    'resource',
    'no account, user or role',
  ],
  ['another version', { Version: '2020-01-01', Statement: [allow] }, 'identity', 'Version'],
  ['a text for a resource that is no ARN', { Statement: [{ ...allow, Resource: 'pets' }] }, 'identity', 'no ARN'],
])('%s is a problem', (_, policy, kind, expected) => {
  expect(problems(policy, kind).join('\n')).toContain(expected);
});

test('tables A and B', () => {
  const all: PolicyOutcome[] = ['allow', 'implicit-deny', 'explicit-deny'];
  const table = (decide: typeof decideSameAccount) => all.map((identity) => all.map((each) => decide(identity, each)));
  const [yes, no, never] = all;
  expect(table(decideSameAccount)).toEqual([
    [yes, yes, never],
    [yes, no, never],
    [never, never, never],
  ]);
  expect(table(decideCrossAccount)).toEqual([
    [yes, no, never],
    [no, no, never],
    [never, never, never],
  ]);
});

test('patterns agree with a regular expression of the same meaning', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?', '.', '/', '[');
  const letters = fc.array(fc.constantFrom('a', 'b', '.', '/', '[', '*'), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), letters, (pattern, text) => {
      const source = pattern.map((each) =>
        each === '*' ? '.*' : each === '?' ? '.' : each.replace(/[.[\]/]/g, '\\$&'),
      );
      const expected = new RegExp(`^${source.join('')}$`, 's').test(text.join(''));
      expect(matchesPattern(compilePattern(pattern.join('')), text.join(''), () => undefined)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

/** The same question, answered place by place: whether the first n pieces match the first m letters. */
function matchesByTable(pattern: string[], text: string): boolean {
  let row = [true, ...Array<boolean>(text.length).fill(false)];
  for (const piece of pattern) {
    const next: boolean[] = [piece === '*' && row[0] === true];
    for (let i = 0; i < text.length; i += 1) {
      const fits = piece === '?' || piece === text[i];
      next.push(piece === '*' ? row[i + 1] === true || next[i] === true : fits && row[i] === true);
    }
    row = next;
  }
  return row[text.length] === true;
}

test('matching in parallel agrees, also with patterns of several words', () => {
  const piece = fc.constantFrom('a', 'a', 'a', 'b', '*', '?');
  const letters = fc.array(fc.constantFrom('a', 'a', 'a', 'b'), { maxLength: 100 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 90 }), letters, fc.boolean(), (pattern, letter, isDerived) => {
      // Half of the texts are made from their pattern, so that many match.
      const text = isDerived
        ? pattern.flatMap((each) => (each === '*' ? letter.slice(0, 3) : each === '?' ? 'b' : each)).join('')
        : letter.join('');
      const expected = matchesByTable(pattern, text);
      const { codes } = compilePattern(pattern.join(''));
      expect(matchesInParallel(codes ?? [], text)).toBe(expected);
      expect(matchesPattern(compilePattern(pattern.join('')), text, () => undefined)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('the worst patterns that fit are matched in milliseconds', () => {
  for (const [pattern, text] of [
    [`${'*a'.repeat(255)}b`, 'a'.repeat(1600)],
    [`*${'a'.repeat(4000)}b*`, 'a'.repeat(10_000)],
    [`*${'a?'.repeat(2000)}b*`, 'a'.repeat(10_000)],
    [`${'*aaaaaaab'.repeat(800)}`, 'a'.repeat(10_000)],
  ] as const) {
    const compiled = compilePattern(pattern);
    let fastestMs = Infinity;
    for (let i = 0; i < 5; i += 1) {
      const startedAtMs = performance.now();
      expect(matchesPattern(compiled, text, () => undefined)).toBe(false);
      fastestMs = Math.min(fastestMs, performance.now() - startedAtMs);
    }
    expect(fastestMs).toBeLessThan(50);
  }
});

test.each([
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['10.0.0.0/8', '::ffff:a01:203', true],
  ['::ffff:10.1.2.3', '10.1.2.3', true],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['::/0', '2001:db8::1', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['64:ff9b::192.0.2.0/120', '64:ff9b::c000:2ff', true],
  ['0.0.0.0/0', '', false],
])('IpAddress %s has %s: %s', (network, address, expected) => {
  const values = { 'aws:sourceip': address };
  const found = (operator: string) =>
    outcome({ ...deny, Condition: { [operator]: { 'aws:SourceIp': network } } }, { values });
  expect(found('IpAddress')).toBe(expected ? 'explicit-deny' : 'implicit-deny');
  expect(found('NotIpAddress')).toBe(expected ? 'implicit-deny' : 'explicit-deny');
});

test('callers read the last four digits of an account', () => {
  expect(maskAccount(arn('prod', 'GET', '/pets'))).toBe(
    'arn:aws:execute-api:eu-west-1:********9012:petstore01/prod/GET/pets',
  );
});
