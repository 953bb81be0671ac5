type Values = Record<string, string>;

/** How Terraform's provider names an object of each type when it is imported: by which of its attributes. */
const idOf: Record<string, (values: Values) => string> = {
  account: () => 'api-gateway-account',
  api_key: ({ id = '' }) => id,
  authorizer: ({ rest_api_id, id }) => `${rest_api_id}/${id}`,
  base_path_mapping: ({ domain_name, base_path }) => `${domain_name}/${base_path}`,
  client_certificate: ({ id = '' }) => id,
  documentation_part: ({ rest_api_id, documentation_part_id }) => `${rest_api_id}/${documentation_part_id}`,
  documentation_version: ({ rest_api_id, version }) => `${rest_api_id}/${version}`,
  domain_name: ({ domain_name = '' }) => domain_name,
  gateway_response: ({ rest_api_id, response_type }) => `${rest_api_id}/${response_type}`,
  integration: ({ rest_api_id, resource_id, http_method }) => `${rest_api_id}/${resource_id}/${http_method}`,
  integration_response: ({ rest_api_id, resource_id, http_method, status_code }) =>
    `${rest_api_id}/${resource_id}/${http_method}/${status_code}`,
  method: ({ rest_api_id, resource_id, http_method }) => `${rest_api_id}/${resource_id}/${http_method}`,
  method_response: ({ rest_api_id, resource_id, http_method, status_code }) =>
    `${rest_api_id}/${resource_id}/${http_method}/${status_code}`,
  method_settings: ({ rest_api_id, stage_name, method_path }) => `${rest_api_id}/${stage_name}/${method_path}`,
  model: ({ rest_api_id, name }) => `${rest_api_id}/${name}`,
  request_validator: ({ rest_api_id, id }) => `${rest_api_id}/${id}`,
  resource: ({ rest_api_id, id }) => `${rest_api_id}/${id}`,
  rest_api: ({ id = '' }) => id,
  rest_api_policy: ({ rest_api_id = '' }) => rest_api_id,
  stage: ({ rest_api_id, stage_name }) => `${rest_api_id}/${stage_name}`,
  usage_plan: ({ id = '' }) => id,
  usage_plan_key: ({ usage_plan_id, key_id }) => `${usage_plan_id}/${key_id}`,
  vpc_link: ({ id = '' }) => id,
};

/** The id with which a resource of the state is imported; null for types that the provider does not import in place. */
export function importId(address: string, values: Values): string | null {
  const type = /^aws_api_gateway_(\w+)\./.exec(address)?.[1] ?? '';
  return idOf[type]?.(values) ?? null;
}
