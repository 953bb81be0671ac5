'use client';

import { useController, type FieldValues } from 'react-hook-form';
import { CodeEditor } from '../editor/code-editor.tsx';
import type { PolicyKind } from '#core/policies/parse-policy.ts';
import type { FieldBinding } from '../form/field-binding.ts';
import { Field } from '../form/field.tsx';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { policyProblems } from './policy-problems.ts';
import { policyJsonSchema } from './policy-json-schema.ts';
import type { PolicyTemplate } from './policy-templates.ts';

export interface PolicyFieldProps<Input extends FieldValues, Output> extends FieldBinding<Input, Output> {
  kind: PolicyKind;
  templates: readonly PolicyTemplate[];
  height?: number;
}

/** An IAM-style policy as JSON text, with templates to start from. The form's value is the text; null when it is empty. */
export function PolicyField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  required,
  disabled = false,
  className,
  kind,
  templates,
  height = 260,
}: PolicyFieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} required={required} error={fieldState.error?.message} className={className}>
      {() => (
        <div className="grid gap-2">
          {disabled ? null : (
            <div>
              <Menu
                align="start"
                trigger={<Button size="sm">Start from a template</Button>}
                items={templates.map((template) => ({
                  label: template.label,
                  hint: template.hint,
                  onSelect: () => field.onChange(JSON.stringify(template.document, null, 2)),
                }))}
              />
            </div>
          )}
          <CodeEditor
            label="Policy"
            language="json"
            schema={policyJsonSchema}
            value={field.value ?? ''}
            onChange={(text) => field.onChange(text.trim() === '' ? null : text)}
            problems={policyProblems(field.value ?? '', kind)}
            readOnly={disabled}
            height={height}
            resizable
          />
        </div>
      )}
    </Field>
  );
}
