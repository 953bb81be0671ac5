import { z } from 'zod';

/**
 * Cross-origin access to an API as one switch: the gateway answers preflight requests and puts the headers on every
 * answer, errors included. Members are those of AWS's HTTP APIs (`x-amazon-apigateway-cors`).
 */
export const corsConfigurationSchema = z.object({
  /** Origins such as `https://app.example.com`; an asterisk alone is any. */
  allowOrigins: z.array(z.string().min(1).max(512)).min(1).max(100),
  /** Verbs; an asterisk alone is any. */
  allowMethods: z.array(z.string().min(1).max(16)).max(50),
  /** Header names; an asterisk alone is any. */
  allowHeaders: z.array(z.string().min(1).max(128)).max(100),
  exposeHeaders: z.array(z.string().min(1).max(128)).max(100),
  /** How long a browser may keep a preflight's answer, seconds; null leaves it to the browser. */
  maxAge: z.number().int().min(0).max(86_400).nullable(),
  /** Whether cookies and Authorization may be sent; not together with any origin. */
  allowCredentials: z.boolean(),
});
export type CorsConfiguration = z.infer<typeof corsConfigurationSchema>;
