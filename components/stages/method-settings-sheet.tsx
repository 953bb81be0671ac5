'use client';

import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { defaultMethodSetting, methodSettingSchema } from '#core/stages/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { NumberField } from '../form/number-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Section } from '../ui/section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';
import { ALL_METHODS, methodSettingKey, methodSettingName } from './method-setting-key.ts';
import { useStageUpdate } from './use-stage-update.ts';

type Stage = Outputs['stages']['get'];

export const NEW_METHOD = '+';

const formSchema = z.object({ key: z.string().min(1, 'Choose a method.'), setting: methodSettingSchema });

const strategies = [
  { value: 'FAIL_WITH_403', label: 'Refuse it with 403' },
  { value: 'SUCCEED_WITH_RESPONSE_HEADER', label: 'Answer from the cache, with a Warning header' },
  { value: 'SUCCEED_WITHOUT_RESPONSE_HEADER', label: 'Answer from the cache, silently' },
];

function useMethodOptions({ apiId, methodSettings }: Stage, isNew: boolean) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.resources.tree.queryOptions({ apiId }, { enabled: isNew }));
  return (data?.resources ?? [])
    .flatMap(({ path, methods }) => methods.map(({ httpMethod }) => methodSettingKey(path, httpMethod)))
    .filter((key) => !Object.hasOwn(methodSettings, key))
    .map((value) => ({ value, label: methodSettingName(value) }));
}

interface SettingsFormProps {
  stage: Stage;
  settingKey: string;
  mayWrite: boolean;
  onDone: () => void;
}

function SettingsForm({ stage, settingKey, mayWrite, onDone }: SettingsFormProps) {
  const update = useStageUpdate(stage);
  const isNew = settingKey === NEW_METHOD;
  const options = useMethodOptions(stage, isNew);
  const all = stage.methodSettings[ALL_METHODS] ?? defaultMethodSetting;
  const form = useSchemaForm(formSchema, {
    key: isNew ? '' : settingKey,
    setting: stage.methodSettings[settingKey] ?? all,
  });
  const { control } = form;
  const [caches, asksForRight] = useWatch({
    control,
    name: ['setting.cachingEnabled', 'setting.requireAuthorizationForCacheControl'],
  });
  const disabled = !mayWrite;
  return (
    <Form
      form={form}
      onSubmit={async ({ key, setting }) => {
        await update({ methodSettings: { ...stage.methodSettings, [key]: setting } });
        toastDone(`The settings of ${methodSettingName(key)} are saved`);
        onDone();
      }}
    >
      {isNew ? <SelectField control={control} name="key" label="Method" options={options} mono /> : null}
      <Section title="Throttle">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <NumberField
            control={control}
            name="setting.throttlingRateLimit"
            label="Rate"
            unit="per second"
            min={0}
            whenEmpty={null}
            disabled={disabled}
            required={false}
          />
          <NumberField
            control={control}
            name="setting.throttlingBurstLimit"
            label="Burst"
            unit="requests"
            min={0}
            step={1}
            whenEmpty={null}
            disabled={disabled}
            required={false}
          />
        </div>
      </Section>
      <Section title="Cache">
        <div className="grid gap-4">
          {caches && !stage.cacheClusterEnabled ? (
            <Banner tone="warning" title="The stage has no cache">
              Caching begins once the cache of {stage.stageName} is on.
            </Banner>
          ) : null}
          <SwitchField
            control={control}
            name="setting.cachingEnabled"
            label="Cache answers"
            hint={
              settingKey === ALL_METHODS ? 'Of GET methods; others are cached by settings of their own.' : undefined
            }
            disabled={disabled}
          />
          {caches ? (
            <>
              <NumberField
                control={control}
                name="setting.cacheTtlInSeconds"
                label="Time to live"
                hint="0 keeps nothing."
                unit="seconds"
                min={0}
                max={3600}
                step={1}
                disabled={disabled}
                className="max-w-56"
              />
              <SwitchField
                control={control}
                name="setting.cacheDataEncrypted"
                label="Encrypt what is kept"
                disabled={disabled}
              />
              <SwitchField
                control={control}
                name="setting.cacheSharedByCallers"
                label="Share answers between callers"
                hint="Off: callers with different API keys, tokens or cookies never get each other’s answers."
                disabled={disabled}
              />
              <SwitchField
                control={control}
                name="setting.requireAuthorizationForCacheControl"
                label="Invalidation needs a right"
                hint="Off: any caller refreshes an answer with Cache-Control: max-age=0. On: only one who signs with the right execute-api:InvalidateCache."
                disabled={disabled}
              />
              {asksForRight ? (
                <SelectField
                  control={control}
                  name="setting.unauthorizedCacheControlHeaderStrategy"
                  label="A request to invalidate without the right"
                  options={strategies}
                  disabled={disabled}
                />
              ) : null}
            </>
          ) : null}
        </div>
      </Section>
      {mayWrite ? (
        <FormActions control={control} submitLabel="Save settings" onCancel={onDone} requireChange={!isNew} />
      ) : null}
    </Form>
  );
}

export interface MethodSettingsSheetProps {
  stage: Stage;
  /** Whose settings are shown; `NEW_METHOD` sets another method apart, null closes. */
  settingKey: string | null;
  mayWrite: boolean;
  onClose: () => void;
}

export function MethodSettingsSheet({ stage, settingKey, mayWrite, onClose }: MethodSettingsSheetProps) {
  return (
    <Sheet
      open={settingKey !== null}
      onOpenChange={onClose}
      title={settingKey === NEW_METHOD ? 'Set a method apart' : methodSettingName(settingKey ?? '')}
      description={
        settingKey === ALL_METHODS
          ? `Of ${stage.stageName}, for methods that are not set apart.`
          : `Of ${stage.stageName}; they take the place of those of all methods.`
      }
    >
      {settingKey === null ? null : (
        <SettingsForm stage={stage} settingKey={settingKey} mayWrite={mayWrite} onDone={onClose} />
      )}
    </Sheet>
  );
}
