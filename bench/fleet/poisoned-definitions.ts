import { mockIntegration, type Integration } from '#core/integrations/schema.ts';

/** A definition that no node may run: what is written into a draft. */
export type Poison = {
  name: string;
  /** Over the integration of GET. */
  integration?: Partial<Integration>;
  /** The schema of a model named Poison, which the body of POST has. */
  model?: string;
};

const requestTemplate = (text: string): Partial<Integration> => ({ requestTemplates: { 'application/json': text } });

const [mockResponse] = mockIntegration().integrationResponses;
const response = (change: object): Partial<Integration> => ({
  integrationResponses: [{ ...mockResponse, ...change }] as Integration['integrationResponses'],
});

const http = (uri: string, requestParameters: Record<string, string> = {}): Partial<Integration> => ({
  ...{ type: 'HTTP', httpMethod: 'GET', uri, requestParameters },
});

const templates = [
  ...['#if(true)', '#foreach($x in $list) $x', '#set($x = )', '#if($a', '#set($a = 1', '#macro(m', '#foreach($x)#end'],
  ...['#if()x#end', '#set(3 = $x)', '#set($x = [1, 2)', '#if($a ==)x#end', '#define($x'],
];

const selectionPatterns = [
  ...['(', '*', '[z-a]', '(?=a)', '(a)\\1', '(?<=a)b', 'a{2,1}', '(?<n', '\\', '(a{1000}){1000}', 'a{100000}'],
  'x'.repeat(2_000),
];

const models = [
  ...['{', '[]', '42', '{"type":"nonsense"}', '{"minimum":"x"}', '{"required":"name"}', '{"properties":[]}'],
  ...['{"pattern":"("}', '{"pattern":"(a)\\\\1"}', '{"pattern":"(?=a)"}', '{"$ref":"#/definitions/Missing"}'],
  '{"$ref":"https://apigateway.amazonaws.com/restapis/api/models/Missing"}',
  '{"$ref":"https://attacker.example/schema.json"}',
  '{"$ref":"#"}',
];

const uris = [
  ...[
    'ftp://backend.example',
    'http://',
    'http://exa mple/',
    'http://[::1/',
    'javascript:alert(1)',
    '//backend.example',
  ],
  ...['file:///etc/passwd', 'http://backend.example/{id}'],
];

const mappings: Record<string, string>[] = [
  { 'integration.request.cookie.x': "'1'" },
  { 'integration.request.header.x': 'nothing' },
  { 'integration.request.header.bad name': "'1'" },
  { 'integration.request.header.x': 'method.request.body.$[' },
];

/** Fifty of them: templates, patterns, models, addresses and mappings. */
export const poisons: Poison[] = [
  ...templates.map((text) => ({ name: `template ${text}`, integration: requestTemplate(text) })),
  ...selectionPatterns.map((text) => ({
    name: `pattern ${text.slice(0, 40)}`,
    integration: response({ selectionPattern: text }),
  })),
  ...models.map((text) => ({ name: `model ${text}`, model: text })),
  ...uris.map((text) => ({ name: `address ${text}`, integration: http(text) })),
  ...mappings.map((mapping) => ({
    name: `mapping ${JSON.stringify(mapping)}`,
    integration: http('http://backend.example', mapping),
  })),
];

/** What the poisons would be without their poison. */
export const harmlessDefinitions: Poison[] = [
  { name: 'template', integration: requestTemplate('#if(true)x#end') },
  { name: 'pattern', integration: response({ selectionPattern: '2\\d\\d' }) },
  { name: 'model', model: '{"type":"object","properties":{"name":{"type":"string","pattern":"^a"}}}' },
  { name: 'address', integration: http('http://backend.example/pets') },
  { name: 'mapping', integration: http('http://backend.example', { 'integration.request.header.x': "'1'" }) },
];
