/**
 * The condition keys that API Gateway's policies may use (AWS: condition keys for API Gateway resource policies), lower
 * case, and whether requests to Sluice can have them. A key outside this list is refused: a deny that depends on it
 * would never apply.
 */
const keys = {
  'aws:currenttime': 'always',
  'aws:epochtime': 'always',
  'aws:tokenissuetime': 'never',
  'aws:multifactorauthpresent': 'never',
  'aws:multifactorauthage': 'never',
  'aws:principalaccount': 'signed',
  'aws:principalarn': 'signed',
  'aws:principalorgid': 'never',
  'aws:principalorgpaths': 'never',
  'aws:principaltype': 'signed',
  'aws:referer': 'always',
  'aws:requestedregion': 'always',
  'aws:securetransport': 'always',
  'aws:sourcearn': 'never',
  'aws:sourceip': 'always',
  'aws:sourcevpc': 'never',
  'aws:sourcevpce': 'never',
  'aws:useragent': 'always',
  'aws:userid': 'signed',
  'aws:username': 'signed',
  'aws:vpcsourceip': 'never',
} as const;

/** `signed`: in requests that are signed with an access key. `never`: what it speaks of does not exist here. */
export type KeyPresence = (typeof keys)[keyof typeof keys];

/** When requests have a condition key; null for a key that API Gateway does not know. Case is ignored. */
export function keyPresence(key: string): KeyPresence | null {
  const name = key.toLowerCase();
  if (name.startsWith('aws:principaltag/')) return 'never';
  return Object.hasOwn(keys, name) ? keys[name as keyof typeof keys] : null;
}
