'use client';

import { useWatch, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { createAuthorizerInput } from '#core/authorizers/input.ts';
import { authorizerTtlSeconds } from '#core/authorizers/schema.ts';
import { LinesField } from '../form/lines-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';

/** What a person edits of an authorizer. */
export const authorizerFormSchema = createAuthorizerInput.omit({ apiId: true, authType: true });

export type AuthorizerValues = z.output<typeof authorizerFormSchema>;

export const authorizerTypeOptions = [
  { value: 'TOKEN', label: 'Token', hint: 'A function is handed one token of the request, such as a header.' },
  { value: 'REQUEST', label: 'Request', hint: 'A function is handed headers, query, stage variables and context.' },
  { value: 'COGNITO_USER_POOLS', label: 'Cognito user pools', hint: 'A token of one of the named pools is asked for.' },
];

type AuthorizerForm = UseFormReturn<z.input<typeof authorizerFormSchema>, unknown, AuthorizerValues>;

export interface AuthorizerFieldsProps {
  form: AuthorizerForm;
  disabled: boolean;
}

/** The fields of an authorizer: creating and editing share them. */
export function AuthorizerFields({ form, disabled }: AuthorizerFieldsProps) {
  const { control } = form;
  const type = useWatch({ control, name: 'type' });
  const isFunction = type !== 'COGNITO_USER_POOLS';
  return (
    <>
      <TextField control={control} name="name" label="Name" autoFocus disabled={disabled} />
      <RadioField
        control={control}
        name="type"
        label="Type"
        options={authorizerTypeOptions}
        variant="cards"
        disabled={disabled}
      />
      {isFunction ? (
        <>
          <TextField
            control={control}
            name="authorizerUri"
            label="Authorizer URI"
            hint="The function to call, as an Amazon API Gateway invocation ARN."
            required={false}
            mono
            disabled={disabled}
          />
          <TextField
            control={control}
            name="authorizerCredentials"
            label="Credentials"
            hint="The ARN of the role with which it is called."
            required={false}
            mono
            disabled={disabled}
          />
        </>
      ) : (
        <LinesField
          control={control}
          name="providerARNs"
          label="User pools"
          hint="The ARN of each pool, one on each line."
          disabled={disabled}
        />
      )}
      <TextField
        control={control}
        name="identitySource"
        label="Identity source"
        hint={
          type === 'REQUEST'
            ? 'What identifies a caller, separated by commas: method.request.header.Authorization, context.identity.sourceIp'
            : 'Where the token is: method.request.header.Authorization'
        }
        required={type !== 'REQUEST'}
        mono
        disabled={disabled}
      />
      {type === 'REQUEST' ? null : (
        <TextField
          control={control}
          name="identityValidationExpression"
          label="Token pattern"
          hint="A regular expression. A token that does not match is refused without asking the authorizer."
          required={false}
          mono
          disabled={disabled}
        />
      )}
      <NumberField
        control={control}
        name="authorizerResultTtlInSeconds"
        label="Keep its answer for"
        hint="0 asks for every request."
        unit="seconds"
        min={authorizerTtlSeconds.min}
        max={authorizerTtlSeconds.max}
        step={1}
        disabled={disabled}
      />
    </>
  );
}
