'use client';

import { useState } from 'react';
import { Field } from '../form/field.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { IntegrationPartProps } from './integration-part.ts';

const CALLER = 'arn:aws:iam::*:user/*';
const choices = [
  { value: 'default', label: 'The workspace’s default credentials' },
  { value: 'role', label: 'A role' },
  { value: 'caller', label: 'Those of the caller', hint: 'Only where the method’s authorization is AWS IAM' },
];

function choiceOf(credentials: string | null): string {
  if (credentials === null) return 'default';
  return credentials === CALLER ? 'caller' : 'role';
}

/** With whose credentials a call to AWS is signed. */
export function CredentialsField({ integration, change, disabled }: IntegrationPartProps) {
  const [choice, setChoice] = useState(() => choiceOf(integration.credentials));
  const credentials = { default: null, caller: CALLER }[choice] ?? integration.credentials;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        label="Signed with"
        hint={
          <>
            Kept under <TextLink href="/settings/aws">AWS credentials</TextLink>; a node may also find its own in its
            environment.
          </>
        }
      >
        {(parts) => (
          <Select
            {...parts}
            value={choice}
            disabled={disabled}
            onValueChange={(next) => {
              setChoice(next);
              change({ credentials: next === 'caller' ? CALLER : null });
            }}
            options={choices}
          />
        )}
      </Field>
      {choice === 'role' ? (
        <Field label="Role ARN" hint="Credentials that list it are used as they are; else it is assumed through STS.">
          {(parts) => (
            <Input
              {...parts}
              mono
              placeholder="arn:aws:iam::123456789012:role/gateway"
              value={credentials ?? ''}
              disabled={disabled}
              spellCheck={false}
              onChange={(event) => change({ credentials: event.target.value.trim() || null })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
