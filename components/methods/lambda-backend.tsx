import { Field } from '../form/field.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import { functionOf, lambdaUri } from './aws-uri-parts.ts';
import { CredentialsField } from './credentials-field.tsx';
import type { IntegrationPartProps } from './integration-part.ts';
import { StageVariablesNote } from './stage-variables-note.tsx';

/** The function that a Lambda integration invokes. */
export function LambdaBackend(props: IntegrationPartProps) {
  const { integration, change, disabled } = props;
  const functionArn = functionOf(integration.uri);
  return (
    <Section title="Function" boxed>
      <div className="grid gap-4">
        {functionArn === null ? (
          <Field label="Invocation URI" hint="Not of the form that a function’s ARN makes; edited as it is.">
            {(parts) => (
              <Input
                {...parts}
                mono
                value={integration.uri ?? ''}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => change({ uri: event.target.value || null })}
              />
            )}
          </Field>
        ) : (
          <Field label="Function ARN" hint="With :alias or :version behind it, or a stage variable in their place.">
            {(parts) => (
              <Input
                {...parts}
                mono
                placeholder="arn:aws:lambda:us-east-1:123456789012:function:orders"
                value={functionArn}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => change({ uri: lambdaUri(event.target.value.trim()) })}
              />
            )}
          </Field>
        )}
        {functionArn ? (
          <div className="grid gap-0.5">
            <p className="text-meta text-muted">The URI that this makes</p>
            <Copyable value={lambdaUri(functionArn)} label="Copy URI" />
          </div>
        ) : null}
        <CredentialsField {...props} />
        <StageVariablesNote>
          {'They may stand for the name or the alias: …:function:orders:${stageVariables.alias}. '}
        </StageVariablesNote>
      </div>
    </Section>
  );
}
