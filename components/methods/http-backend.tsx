import { httpMethods } from '#core/methods/schema.ts';
import { Field } from '../form/field.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import type { IntegrationPartProps } from './integration-part.ts';
import { StageVariablesNote } from './stage-variables-note.tsx';

/** The URL that an HTTP integration calls. */
export function HttpBackend({ integration, change, disabled }: IntegrationPartProps) {
  const verifies = integration.tlsConfig?.insecureSkipVerification !== true;
  return (
    <Section title="Backend" boxed>
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-[140px_minmax(0,1fr)]">
          <Field label="HTTP method">
            {(parts) => (
              <Select
                {...parts}
                value={integration.httpMethod ?? 'ANY'}
                disabled={disabled}
                onValueChange={(httpMethod) => change({ httpMethod })}
                options={httpMethods.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
          <Field label="URL" hint="Takes the {parameters} that are mapped below; not in the host.">
            {(parts) => (
              <Input
                {...parts}
                mono
                placeholder="https://backend.example.com/pets/{petId}"
                value={integration.uri ?? ''}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => change({ uri: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        <StageVariablesNote>
          {'They may stand anywhere after the scheme: https://${stageVariables.host}/pets. '}
        </StageVariablesNote>
        <Field
          label="Verify the backend’s certificate"
          hint="Off accepts self-signed and expired ones: only for backends in a network that you trust."
          inline
        >
          {({ id, 'aria-describedby': describedBy }) => (
            <Switch
              id={id}
              aria-describedby={describedBy}
              checked={verifies}
              disabled={disabled}
              onCheckedChange={(on) => change({ tlsConfig: on ? null : { insecureSkipVerification: true } })}
            />
          )}
        </Field>
      </div>
    </Section>
  );
}
