/** One call of an operation with example values, before it is written down in a language. */
export type SampleCall = {
  httpMethod: string;
  /** Absolute, with example values in place of path parameters and the required query parameters. */
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** `json` when the content type is JSON: then languages write it as a value of theirs. */
  body:
    | { kind: 'json'; value: unknown }
    | { kind: 'text'; text: string }
    /** multipart/form-data: the language's own form writes the content type with its boundary. */
    | { kind: 'form'; fields: readonly (readonly [name: string, value: string])[] }
    | null;
};

/** What a caller puts in place of the placeholder. */
export const apiKeyPlaceholder = 'YOUR_API_KEY';
export const tokenPlaceholder = 'YOUR_TOKEN';
