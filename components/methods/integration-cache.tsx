import { parseRequestParameter } from '#core/methods/schema.ts';
import { Field } from '../form/field.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import type { IntegrationPartProps } from './integration-part.ts';
import type { LoadedMethod } from './use-method-draft.ts';

const PLACES = { path: 'Path', querystring: 'Query string', header: 'Header' } as const;

/** Which requests share an answer in a stage's cache. */
export function IntegrationCache({
  method,
  integration,
  change,
  disabled,
}: IntegrationPartProps & { method: LoadedMethod }) {
  const { cacheKeyParameters } = integration;
  const names = [...new Set([...Object.keys(method.requestParameters), ...cacheKeyParameters])];
  return (
    <Section
      title="Cache"
      description="Whether answers are kept is a setting of each stage. This says which requests share one."
      boxed
    >
      <div className="grid gap-4">
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 font-medium">Cache key parameters</legend>
          {names.length === 0 ? <p className="text-muted">The request declares no parameter.</p> : null}
          {names.map((name) => {
            const parameter = parseRequestParameter(name);
            return (
              <label key={name} className="flex items-center gap-2">
                <Checkbox
                  checked={cacheKeyParameters.includes(name)}
                  disabled={disabled}
                  onCheckedChange={(on) =>
                    change({
                      cacheKeyParameters:
                        on === true
                          ? [...cacheKeyParameters, name]
                          : cacheKeyParameters.filter((each) => each !== name),
                    })
                  }
                />
                <span className="min-w-0 font-mono break-all">{parameter?.name ?? name}</span>
                <span className="text-meta text-muted">{parameter ? PLACES[parameter.in] : 'Not declared'}</span>
              </label>
            );
          })}
          <p className="text-meta text-muted">
            Requests that differ only in what is not chosen share an answer. With none chosen a friendly API tells
            requests apart by their whole path and query string; a strict one, as AWS, gives all of them the same.
          </p>
        </fieldset>
        <Field
          label="Cache namespace"
          hint="Methods with the same one share their answers; empty is the resource’s own."
          required={false}
        >
          {(parts) => (
            <Input
              {...parts}
              mono
              className="max-w-72"
              placeholder={method.resourceId}
              value={integration.cacheNamespace ?? ''}
              disabled={disabled}
              spellCheck={false}
              onChange={(event) => change({ cacheNamespace: event.target.value || null })}
            />
          )}
        </Field>
      </div>
    </Section>
  );
}
