import { z } from 'zod';
import { type CorsConfiguration, corsConfigurationSchema } from '#core/cors/schema.ts';

/** The switch with what it applies; switched off, the rest is typed but neither checked nor saved. */
export const corsFormSchema = z
  .object({
    isOn: z.boolean(),
    cors: z.object({
      ...corsConfigurationSchema.shape,
      allowOrigins: z.array(z.string()),
    }),
  })
  .superRefine(({ isOn, cors }, context) => {
    if (!isOn) return;
    const { error } = corsConfigurationSchema.safeParse(cors);
    for (const { path } of error?.issues ?? []) {
      if (path.length === 1 && path[0] === 'allowOrigins')
        context.addIssue({ code: 'custom', message: 'Name an origin, or * for any.', path: ['cors', 'allowOrigins'] });
    }
  });
export type CorsValues = z.output<typeof corsFormSchema>;

const freshCors: CorsConfiguration = {
  allowOrigins: ['*'],
  allowMethods: ['*'],
  allowHeaders: ['*'],
  exposeHeaders: [],
  maxAge: 3600,
  allowCredentials: false,
};

export function corsValues(configuration: CorsConfiguration | null): CorsValues {
  return { isOn: configuration !== null, cors: configuration ?? freshCors };
}

export function corsConfigurationOf({ isOn, cors }: CorsValues): CorsConfiguration | null {
  return isOn ? cors : null;
}

/** A verb put into a list or taken out; any verb stands alone. */
export function toggledMethod(methods: readonly string[], method: string): string[] {
  if (methods.includes(method)) return methods.filter((each) => each !== method);
  return method === '*' ? ['*'] : [...methods.filter((each) => each !== '*'), method];
}
