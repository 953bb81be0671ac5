import type { Operation, Parameter, Sdk, Service } from '../ir.ts';
import { NameAllocator, camelCase, pascalCase, wordsOf } from '../names.ts';

/** Names that the package's runtime exports or that generated types use. */
const runtimeNames = [
  'ApiError',
  'ApiKeyProvider',
  'ApiPromise',
  'AuthenticationError',
  'BadRequestError',
  'BinaryInput',
  'Blob',
  'ClientOptions',
  'ConfigurationError',
  'ConflictError',
  'ConnectionError',
  'DecodeError',
  'HeaderValues',
  'HttpClient',
  'Int64',
  'NotFoundError',
  'OpenEnum',
  'PermissionDeniedError',
  'Promise',
  'RateLimitError',
  'RequestAbortedError',
  'RequestOptions',
  'ResponseInfo',
  'SdkError',
  'ServerError',
  'TimeoutError',
  'UnprocessableEntityError',
  'WithResponse',
];

/** Members that a resource or the client has for itself, or that a promise-like or an object would shadow. */
const reservedMembers = [
  'constructor',
  'then',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  '__proto__',
  'prototype',
];

export type OperationNames = {
  method: string;
  /** The type of the parameters; null when the method takes none or only a body. */
  paramsType: string | null;
  /** The field of each parameter, by place and name on the wire. */
  fields: ReadonlyMap<string, string>;
  /** The field of the body beside parameters. */
  bodyField: string;
};

export type ServiceNames = {
  property: string;
  className: string;
  file: string;
  operations: ReadonlyMap<string, OperationNames>;
};

/** Every identifier of a package, chosen once: no two names of one scope are alike, whatever the API calls things. */
export type Names = {
  client: string;
  types: ReadonlyMap<string, string>;
  services: ReadonlyMap<string, ServiceNames>;
};

/** The key of a parameter within its operation. */
export function parameterKey(parameter: Pick<Parameter, 'in' | 'name'>): string {
  return `${parameter.in} ${parameter.name}`;
}

/** Chooses the identifiers of an SDK. */
export function chooseNames(sdk: Sdk): Names {
  const exported = new NameAllocator(runtimeNames);
  const client = exported.take(`${pascalCase(wordsOf(sdk.title)).slice(0, 60)}Client`, 'Client');
  const types = new Map<string, string>();
  for (const { name } of sdk.types) types.set(name, exported.take(typeName(name), 'Model'));
  const members = new NameAllocator(reservedMembers);
  const files = new NameAllocator();
  const services = new Map<string, ServiceNames>();
  for (const service of sdk.services) services.set(service.name, serviceNames(service, { exported, members, files }));
  return { client, types, services };
}

/** A model's name with a capital first letter; it is alphanumeric except for definitions hoisted out of a model. */
function typeName(name: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : pascalCase(wordsOf(name));
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function serviceNames(
  service: Service,
  scope: { exported: NameAllocator; members: NameAllocator; files: NameAllocator },
): ServiceNames {
  const words = wordsOf(service.name).slice(0, 8);
  const property = scope.members.take(camelCase(words), 'api');
  const className = scope.exported.take(`${pascalCase(words)}Resource`, 'Resource');
  const methods = new NameAllocator(reservedMembers);
  const operations = new Map<string, OperationNames>();
  for (const operation of service.operations) {
    const method = methods.take(camelCase(operation.words.slice(0, 16)), 'call');
    const hasParams = operation.parameters.length > 0;
    const wanted = `${pascalCase(words)}${pascalCase(operation.words.slice(0, 16))}Params`;
    const paramsType = hasParams ? scope.exported.take(wanted, 'Params') : null;
    operations.set(operation.key, { method, paramsType, ...fieldNames(operation) });
  }
  return { property, className, file: scope.files.take(words.join('-'), 'api'), operations };
}

function fieldNames({ parameters }: Operation): { fields: ReadonlyMap<string, string>; bodyField: string } {
  const allocator = new NameAllocator(['__proto__']);
  const bodyField = allocator.take('body', 'body');
  const fields = new Map<string, string>();
  for (const parameter of parameters)
    fields.set(parameterKey(parameter), allocator.take(camelCase(wordsOf(parameter.name)), 'param'));
  return { fields, bodyField };
}
