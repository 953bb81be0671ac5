'use client';

import { useWatch } from 'react-hook-form';
import { authorizerTtlSeconds } from '#core/authorizers/schema.ts';
import { LinesField } from '../form/lines-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { asksElsewhere, authorizerTypeWords } from './authorizer-types.ts';
import type { AuthorizerForm } from './authorizer-values.ts';

const typeOptions = [
  { value: 'TOKEN', hint: 'A function or a server is handed one token, such as a header, and answers with a policy.' },
  {
    value: 'REQUEST',
    hint: 'A function or a server is handed headers, query, stage variables and context, and answers with a policy.',
  },
  { value: 'JWT', hint: 'The gateway itself checks a token’s signature, issuer, audience and times.' },
  { value: 'COGNITO_USER_POOLS', hint: 'The gateway itself checks that a token is of one of the named pools.' },
] as const;

const SOURCE_HINTS = {
  TOKEN: 'Where the token is: method.request.header.Authorization',
  REQUEST:
    'What a caller must send and what answers are kept by, separated by commas: method.request.header.Authorization, method.request.querystring.tenant, context.identity.sourceIp',
  JWT: 'Where the token is: method.request.header.Authorization. The word Bearer before it is passed over.',
  COGNITO_USER_POOLS: 'Where the token is: method.request.header.Authorization',
} as const;

export interface AuthorizerFieldsProps {
  form: AuthorizerForm;
  disabled: boolean;
}

function ElsewhereFields({ form, disabled }: AuthorizerFieldsProps) {
  const { control } = form;
  const uri = useWatch({ control, name: 'authorizerUri' });
  const isUrl = /^https?:/i.test(uri ?? '');
  return (
    <>
      <TextField
        control={control}
        name="authorizerUri"
        label="Function or URL"
        placeholder="https://auth.example.com/authorize"
        hint="The ARN of a Lambda function, or an http(s) URL: it is sent the same event by POST and answers with the same policy."
        mono
        disabled={disabled}
      />
      {isUrl ? null : (
        <TextField
          control={control}
          name="authorizerCredentials"
          label="Role ARN"
          hint="With which the function is invoked; empty takes the workspace’s default credentials."
          required={false}
          mono
          disabled={disabled}
        />
      )}
    </>
  );
}

function JwtFields({ form, disabled }: AuthorizerFieldsProps) {
  const { control } = form;
  return (
    <>
      <TextField
        control={control}
        name="jwtConfiguration.issuer"
        label="Issuer"
        placeholder="https://id.example.com"
        hint="The iss of its tokens. Its keys are found under /.well-known/openid-configuration, and read again when they change."
        mono
        disabled={disabled}
      />
      <LinesField
        control={control}
        name="jwtConfiguration.audience"
        label="Audience"
        hint="One on each line; the token’s aud, or its client_id, must be one of them."
        required={false}
        disabled={disabled}
      />
    </>
  );
}

/** The fields of an authorizer: creating and editing share them. */
export function AuthorizerFields({ form, disabled }: AuthorizerFieldsProps) {
  const { control } = form;
  const type = useWatch({ control, name: 'type' });
  return (
    <>
      <TextField control={control} name="name" label="Name" autoFocus disabled={disabled} />
      <RadioField
        control={control}
        name="type"
        label="Type"
        options={typeOptions.map((option) => ({ ...option, label: authorizerTypeWords[option.value] }))}
        variant="cards"
        disabled={disabled}
      />
      {asksElsewhere(type) ? <ElsewhereFields form={form} disabled={disabled} /> : null}
      {type === 'JWT' ? <JwtFields form={form} disabled={disabled} /> : null}
      {type === 'COGNITO_USER_POOLS' ? (
        <LinesField
          control={control}
          name="providerARNs"
          label="User pools"
          placeholder="arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc123"
          hint="The ARN of each pool, one on each line."
          disabled={disabled}
        />
      ) : null}
      <TextField
        control={control}
        name="identitySource"
        label="Identity source"
        hint={SOURCE_HINTS[type]}
        required={type !== 'REQUEST'}
        mono
        disabled={disabled}
      />
      {type === 'TOKEN' || type === 'COGNITO_USER_POOLS' ? (
        <TextField
          control={control}
          name="identityValidationExpression"
          label="Token pattern"
          hint="A regular expression. A token that does not match gets 401 without a further check."
          required={false}
          mono
          disabled={disabled}
        />
      ) : null}
      {type === 'JWT' ? null : (
        <NumberField
          control={control}
          name="authorizerResultTtlInSeconds"
          label="Keep its answer for"
          hint="Per identity source and stage. 0 asks for every request."
          unit="seconds"
          min={authorizerTtlSeconds.min}
          max={authorizerTtlSeconds.max}
          step={1}
          disabled={disabled}
        />
      )}
    </>
  );
}
