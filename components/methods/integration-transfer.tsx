import { contentHandlings, integrationTimeoutMs, type Integration } from '#core/integrations/schema.ts';
import { Field } from '../form/field.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { isProxy } from './integration-kinds.ts';
import type { IntegrationPartProps } from './integration-part.ts';

const AS_IT_IS = 'AS_IT_IS';

const contentHandlingOptions = [
  { value: AS_IT_IS, label: 'As it is' },
  ...contentHandlings.map((value) => ({
    value,
    label: value,
    hint: value === 'CONVERT_TO_BINARY' ? 'Base64 text becomes bytes' : 'Bytes become base64 text',
  })),
];

export interface ContentHandlingFieldProps {
  /** Whose body it is: "request", "response". */
  noun: string;
  value: Integration['contentHandling'];
  onChange: (value: Integration['contentHandling']) => void;
  disabled: boolean;
}

/** Whether a body is converted between bytes and base64 text on its way. */
export function ContentHandlingField({ noun, value, onChange, disabled }: ContentHandlingFieldProps) {
  return (
    <Field
      label={`Content handling of the ${noun} body`}
      hint="A body is bytes when its content type is one of the API’s binary media types."
    >
      {(parts) => (
        <Select
          {...parts}
          value={value ?? AS_IT_IS}
          disabled={disabled}
          onValueChange={(next) => onChange(contentHandlings.find((each) => each === next) ?? null)}
          options={contentHandlingOptions}
        />
      )}
    </Field>
  );
}

/** How long the backend may take, and how bodies travel. */
export function IntegrationTransfer({ integration, change, disabled }: IntegrationPartProps) {
  return (
    <Section title="Time and bodies" boxed>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Timeout"
          hint={`From ${integrationTimeoutMs.min} to ${integrationTimeoutMs.max} ms; then callers get 504.`}
        >
          {(parts) => (
            <Input
              {...parts}
              inputMode="numeric"
              after="ms"
              value={String(integration.timeoutInMillis)}
              disabled={disabled}
              onChange={(event) => change({ timeoutInMillis: Number(event.target.value) })}
            />
          )}
        </Field>
        <ContentHandlingField
          noun="request"
          value={integration.contentHandling}
          onChange={(contentHandling) => change({ contentHandling })}
          disabled={disabled}
        />
        {isProxy(integration) ? (
          <Field
            label="Response transfer"
            hint="A streamed response is not cached and not converted; its first bytes leave at once."
          >
            {(parts) => (
              <Select
                {...parts}
                value={integration.responseTransferMode}
                disabled={disabled}
                onValueChange={(mode) => change({ responseTransferMode: mode === 'STREAM' ? 'STREAM' : 'BUFFERED' })}
                options={[
                  { value: 'BUFFERED', label: 'Whole', hint: 'Sent on when it is complete' },
                  { value: 'STREAM', label: 'Streamed', hint: 'Sent on as it arrives' },
                ]}
              />
            )}
          </Field>
        ) : null}
      </div>
    </Section>
  );
}
