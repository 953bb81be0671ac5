import { KeyRound, LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { OperationAuth } from '#core/portal/reference-document.ts';
import { Code } from '../ui/code.tsx';

const ROW = 'flex min-w-0 items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';

/** What a caller must show to be let in. */
export function AuthNote({ auth }: { auth: OperationAuth }) {
  const signed = auth.authorizationType === 'AWS_IAM';
  const authorizer = auth.authorizationType === 'CUSTOM' || auth.authorizationType === 'COGNITO_USER_POOLS';
  if (!auth.apiKeyRequired && !signed && !authorizer) {
    return (
      <p className={ROW}>
        <LockKeyholeOpen aria-hidden="true" />
        <span>No credentials needed.</span>
      </p>
    );
  }
  return (
    <ul className="grid gap-2">
      {auth.apiKeyRequired ? (
        <li className={ROW}>
          <KeyRound aria-hidden="true" />
          <span>
            An API key in the header <Code>x-api-key</Code>. Without a valid one the answer is <Code>403</Code>.
          </span>
        </li>
      ) : null}
      {signed ? (
        <li className={ROW}>
          <LockKeyhole aria-hidden="true" />
          <span>
            Requests are signed with AWS Signature Version 4 for the service <Code>execute-api</Code>.
          </span>
        </li>
      ) : null}
      {authorizer ? (
        <li className={ROW}>
          <LockKeyhole aria-hidden="true" />
          <span>
            {auth.tokenHeader ? (
              <>
                A token in the header <Code>{auth.tokenHeader}</Code>
              </>
            ) : (
              'Credentials'
            )}
            {auth.authorizerName ? `, checked by ${auth.authorizerName}` : ''}.
            {auth.scopes.length > 0 ? (
              <>
                {' '}
                It needs one of the scopes{' '}
                {auth.scopes.map((scope) => (
                  <Code key={scope} className="mr-1">
                    {scope}
                  </Code>
                ))}
              </>
            ) : null}
          </span>
        </li>
      ) : null}
    </ul>
  );
}
