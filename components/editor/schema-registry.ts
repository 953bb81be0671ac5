import { configureMonacoYaml, type MonacoYaml, type SchemasSettings } from 'monaco-yaml';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register.js';
import { monaco } from './monaco.ts';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const schemas = new Map<string, JsonSchema>();

type YamlHost = Parameters<typeof configureMonacoYaml>[0];

/** What monaco-yaml passes when it wants its worker: the data to create it with. */
interface YamlWorkerRequest {
  createData?: unknown;
}

/**
 * monaco-yaml asks for its worker in the way of older Monaco versions, by a module name and creation data. This host
 * starts the bundled worker, sends it the data in its first two messages as the old way did, and hands it over.
 */
function yamlHost(): YamlHost {
  const host = {
    ...monaco,
    editor: {
      ...monaco.editor,
      createWebWorker({ createData }: YamlWorkerRequest) {
        const worker = new Worker(new URL('monaco-yaml/yaml.worker.js', import.meta.url), { type: 'module' });
        worker.postMessage('initialize');
        worker.postMessage(createData);
        return monaco.editor.createWebWorker({ worker });
      },
    },
  };
  // The two packages describe the same API with type declarations of different versions.
  return host as unknown as YamlHost;
}

let yaml: MonacoYaml | undefined;

function settings(): SchemasSettings[] {
  return [...schemas].map(([modelUri, schema]) => ({ uri: `${modelUri}.schema`, fileMatch: [modelUri], schema }));
}

function publish(): void {
  const all = settings();
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    enableSchemaRequest: false,
    schemaValidation: 'error',
    schemas: all.map((one) => ({ ...one })),
  });
  void yaml?.update({ schemas: all });
}

/** Turns the YAML language service on, once. */
export function startYaml(): void {
  yaml ??= configureMonacoYaml(yamlHost(), { enableSchemaRequest: false, schemas: settings() });
}

/** Lets a document be checked against a schema; undefined lifts it. No schema is ever fetched from a network. */
export function setSchema(modelUri: string, schema: JsonSchema | undefined): void {
  if (schema) schemas.set(modelUri, schema);
  else if (!schemas.delete(modelUri)) return;
  publish();
}
