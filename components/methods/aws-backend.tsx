import { httpMethods } from '#core/methods/schema.ts';
import { Field } from '../form/field.tsx';
import { Button } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Input } from '../ui/input.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { type AwsUriParts, freshAwsUriParts, splitAwsUri, joinAwsUri } from './aws-uri-parts.ts';
import { CredentialsField } from './credentials-field.tsx';
import type { IntegrationPartProps } from './integration-part.ts';
import { StageVariablesNote } from './stage-variables-note.tsx';

const SERVICES = ['dynamodb', 'events', 'firehose', 'kinesis', 'kms', 's3', 'secretsmanager', 'sns', 'sqs', 'states'];

const forms = [
  { value: 'action', label: 'Action', hint: 'An operation by its name, such as GetItem of DynamoDB.' },
  { value: 'path', label: 'Path', hint: 'A path of the service, such as {bucket}/{key} of S3.' },
];

type UriBuilderProps = { parts: AwsUriParts; write: (part: Partial<AwsUriParts>) => void; disabled: boolean };

/** One part of the URI; what would end the part is left out as it is typed. */
function Part({ label, hint, value, onChange, ...input }: PartProps) {
  return (
    <Field label={label} hint={hint} required={input.required ?? true}>
      {(parts) => (
        <Input
          {...parts}
          mono
          list={input.list}
          placeholder={input.placeholder}
          value={value}
          disabled={input.disabled}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value.replaceAll(/[\s:]/g, ''))}
        />
      )}
    </Field>
  );
}

type PartProps = {
  label: string;
  hint?: string;
  value: string;
  placeholder?: string;
  list?: string;
  required?: boolean;
  disabled: boolean;
  onChange: (value: string) => void;
};

function UriBuilder({ parts: uri, write, disabled }: UriBuilderProps) {
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Part label="Region" value={uri.region} disabled={disabled} onChange={(region) => write({ region })} />
        <Part
          label="Service"
          hint="As in its endpoint’s host name."
          value={uri.service}
          list="aws-services"
          disabled={disabled}
          onChange={(service) => write({ service })}
        />
        <Part
          label="Subdomain"
          hint="Before the service, such as a bucket."
          required={false}
          value={uri.subdomain}
          disabled={disabled}
          onChange={(subdomain) => write({ subdomain })}
        />
        <datalist id="aws-services">
          {SERVICES.map((service) => (
            <option key={service} value={service} />
          ))}
        </datalist>
      </div>
      <RadioGroup
        aria-label="What is called of the service"
        className="sm:grid-cols-2"
        variant="cards"
        value={uri.form}
        disabled={disabled}
        onValueChange={(form) => write({ form: form === 'path' ? 'path' : 'action' })}
        options={forms}
      />
      <Field
        label={uri.form === 'action' ? 'Action' : 'Path'}
        hint={
          uri.form === 'action'
            ? 'Its name; parameters may follow: ListTopics&MaxItems=10.'
            : 'Without its first slash. Takes the {parameters} that are mapped below.'
        }
      >
        {(parts) => (
          <Input
            {...parts}
            mono
            placeholder={uri.form === 'action' ? 'GetItem' : '{bucket}/{key}'}
            value={uri.target}
            disabled={disabled}
            spellCheck={false}
            onChange={(event) => write({ target: event.target.value.trim() })}
          />
        )}
      </Field>
    </>
  );
}

function RawUri({ integration, change, disabled }: IntegrationPartProps) {
  return (
    <div className="grid gap-2">
      <Field
        label="URI"
        hint="Not of the form arn:aws:apigateway:{region}:{service}:action/…, so it is edited as it is."
      >
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
      {disabled ? null : (
        <div>
          <Button size="sm" onClick={() => change({ uri: joinAwsUri(freshAwsUriParts) })}>
            Build a URI from its parts
          </Button>
        </div>
      )}
    </div>
  );
}

/** The action or path of an AWS service that an integration calls; its URI is written from the parts and shown. */
export function AwsBackend(props: IntegrationPartProps) {
  const { integration, change, disabled } = props;
  const parts = splitAwsUri(integration.uri);
  return (
    <Section title="Service" boxed>
      <div className="grid gap-4">
        {parts ? (
          <UriBuilder
            parts={parts}
            disabled={disabled}
            write={(part) => change({ uri: joinAwsUri({ ...parts, ...part }) })}
          />
        ) : (
          <RawUri {...props} />
        )}
        <div className="grid items-start gap-4 sm:grid-cols-[140px_minmax(0,1fr)]">
          <Field label="HTTP method">
            {(control) => (
              <Select
                {...control}
                value={integration.httpMethod ?? 'POST'}
                disabled={disabled}
                onValueChange={(httpMethod) => change({ httpMethod })}
                options={httpMethods.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
          {parts ? (
            <div className="grid gap-1">
              <p className="font-medium">The URI that this makes</p>
              <Copyable value={joinAwsUri(parts)} label="Copy URI" className="h-8" />
            </div>
          ) : null}
        </div>
        <CredentialsField {...props} />
        <StageVariablesNote>
          {'They may stand in the region, the subdomain, the action and the path: ${stageVariables.bucket}/{key}. '}
        </StageVariablesNote>
      </div>
    </Section>
  );
}
