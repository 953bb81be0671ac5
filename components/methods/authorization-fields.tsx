'use client';

import { useQuery } from '@tanstack/react-query';
import { authorizationTypeOf } from '#core/authorizers/schema.ts';
import type { MethodPatch } from '#core/methods/input.ts';
import { authorizerTypeWords } from '../authorizers/authorizer-types.ts';
import { Field } from '../form/field.tsx';
import { useTRPC } from '../trpc.ts';
import { Select } from '../ui/select.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { LinesEditor } from './lines-editor.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

const AUTHORIZER = 'authorizer:';

const fixed = [
  { value: 'NONE', label: 'None', hint: 'Everybody may call it' },
  { value: 'AWS_IAM', label: 'AWS IAM', hint: 'Callers sign with an access key; policies decide' },
];

const HINTS = {
  NONE: 'An API key below identifies callers; it is no authorization.',
  AWS_IAM:
    'Requests are signed with Signature Version 4 by an access key of this workspace, whose policy allows the call.',
  CUSTOM: 'The authorizer is asked before anything else; a caller whom it refuses gets 401 or 403.',
  COGNITO_USER_POOLS: 'Callers send a token of one of its user pools; others get 401.',
  JWT: 'Callers send a token of its issuer for its audience; others get 401.',
} as const;

export interface AuthorizationFieldsProps {
  apiId: string;
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  disabled: boolean;
}

/** Who may call a method: nobody is asked, a signature, or an authorizer with the scopes it must find. */
export function AuthorizationFields({ apiId, method, edit, disabled }: AuthorizationFieldsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.authorizers.list.queryOptions({ apiId }));
  const { authorizationType, authorizerId } = method;
  const needsAuthorizer = authorizationType !== 'NONE' && authorizationType !== 'AWS_IAM';
  const value = needsAuthorizer ? `${AUTHORIZER}${authorizerId ?? ''}` : authorizationType;
  const named = (data?.items ?? []).map(({ id, name, type }) => ({
    value: `${AUTHORIZER}${id}`,
    label: name,
    hint: authorizerTypeWords[type],
  }));
  const isKnown = !needsAuthorizer || named.some((option) => option.value === value);
  // While the list is on its way, and when an import named an authorizer that is not there.
  const unknown = { value, label: `${authorizationType}, ${data ? 'no authorizer chosen' : '…'}` };

  function choose(next: string) {
    const authorizer = data?.items.find(({ id }) => next === `${AUTHORIZER}${id}`);
    edit({
      authorizationType: authorizer ? authorizationTypeOf(authorizer.type) : next === 'AWS_IAM' ? 'AWS_IAM' : 'NONE',
      authorizerId: authorizer?.id ?? null,
      authorizationScopes: authorizer ? method.authorizationScopes : [],
    });
  }
  return (
    <>
      <Field
        label="Authorization"
        hint={
          <>
            {HINTS[authorizationType]} <TextLink href={`/apis/${apiId}/authorizers`}>Authorizers of this API</TextLink>
          </>
        }
      >
        {(parts) => (
          <Select
            {...parts}
            className="max-w-100"
            value={value}
            disabled={disabled}
            onValueChange={choose}
            options={[...fixed, ...named, ...(isKnown ? [] : [unknown])]}
          />
        )}
      </Field>
      {authorizationType === 'COGNITO_USER_POOLS' || authorizationType === 'JWT' ? (
        <LinesEditor
          key={authorizerId}
          className="max-w-100"
          label="Scopes"
          hint={
            authorizationType === 'JWT'
              ? 'One on each line; the token must hold one of them. None: any valid token.'
              : 'One on each line; the access token must hold one of them. None: an identity token is asked for.'
          }
          placeholder="orders/read"
          value={method.authorizationScopes}
          onChange={(authorizationScopes) => edit({ authorizationScopes })}
          disabled={disabled}
        />
      ) : null}
    </>
  );
}
