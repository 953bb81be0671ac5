import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyRecipe } from './apply-recipe.ts';
import { type Recipe, recipes } from './recipes.ts';
import { integrationSchema } from './schema.ts';

const recipe = (title: string): Recipe => {
  const found = recipes.find((each) => each.title === title);
  if (!found) throw new Error(`There is no recipe ${title}.`);
  return found;
};
const templateOf = (applied: { integration: { requestTemplates: Record<string, string> } }) =>
  applied.integration.requestTemplates['application/json'];

/** The page's headings and blocks: `##` names a service, `###` a recipe, whose block follows. */
function shownInDocs(): Recipe[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/recipes.md'), 'utf8');
  const shown: Recipe[] = [];
  let service = '';
  for (const [, ofService, title = '', block = ''] of text.matchAll(
    /^## (.+)$|^### (.+)\n[^]*?```json\n([^]*?)```/gm,
  )) {
    if (ofService === undefined) shown.push({ service, title, method: JSON.parse(block) as Recipe['method'] });
    else service = ofService;
  }
  return shown;
}

test('docs/recipes.md shows what the console offers, in the same order', () => {
  expect(shownInDocs()).toEqual(recipes);
});

test.each(recipes)('$service: $title makes a whole integration', (each) => {
  const { integration, methodResponses } = applyRecipe(each, each.method.path, null);
  expect(integrationSchema.parse(integration)).toEqual(integration);
  expect(integration).toMatchObject({ type: 'AWS', uri: each.method.integration.uri, credentials: null });
  for (const { statusCode, responseParameters } of integration.integrationResponses) {
    const declared = methodResponses.find((response) => response.statusCode === statusCode);
    expect(Object.keys(declared?.responseParameters ?? {})).toEqual(Object.keys(responseParameters));
  }
});

test('path parameters go by the names of the method, the last for the last', () => {
  const read = applyRecipe(recipe('Get an item'), '/shops/{shopId}/orders/{orderId}', null);
  expect(templateOf(read)).toContain(`$input.params('orderId')`);
  expect(templateOf(read)).not.toContain('petId');
  const file = applyRecipe(recipe('Get an object'), '/reports/{file}', null);
  expect(file.integration.uri).toBe('arn:aws:apigateway:eu-west-1:s3:path/recipes-files/{file}');
  expect(templateOf(applyRecipe(recipe('Get an item'), '/pets', null))).toContain(`$input.params('petId')`);
});

test('region, role and timeout of the integration that was there stay', () => {
  const credentials = 'arn:aws:iam::111122223333:role/mine';
  const current = { uri: 'arn:aws:apigateway:us-west-2:sns:action/Publish', credentials, timeoutInMillis: 5000 };
  expect(applyRecipe(recipe('Send a message'), '/orders', current).integration).toMatchObject({
    uri: 'arn:aws:apigateway:us-west-2:sqs:path/123456789012/orders',
    credentials,
    timeoutInMillis: 5000,
  });
  const http = { ...current, uri: 'https://example.com' };
  expect(applyRecipe(recipe('Send a message'), '/orders', http).integration.uri).toContain(':eu-west-1:');
});
