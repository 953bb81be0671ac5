import type { HttpMethod, MethodResponse } from '../methods/schema.ts';
import type { Integration, IntegrationResponse } from './schema.ts';

/** A method as docs/recipes.md shows it; what is left out has its default. */
export type RecipeMethod = {
  path: string;
  httpMethod: HttpMethod;
  requestParameters?: Record<string, boolean>;
  methodResponses: Pick<MethodResponse, 'statusCode'>[];
  integration: Partial<Omit<Integration, 'integrationResponses'>> &
    Pick<Integration, 'type' | 'httpMethod'> & {
      uri: string;
      integrationResponses: (Pick<IntegrationResponse, 'statusCode' | 'selectionPattern'> &
        Partial<IntegrationResponse>)[];
    };
};

export type Recipe = { service: string; title: string; method: RecipeMethod };

/** Calls of AWS services that need no code: the ones of docs/recipes.md. Names, accounts and regions are examples. */
export const recipes: readonly Recipe[] = [
  {
    service: 'DynamoDB',
    title: 'Put an item',
    method: {
      path: '/pets',
      httpMethod: 'POST',
      methodResponses: [{ statusCode: '201' }, { statusCode: '409' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        passthroughBehavior: 'NEVER',
        requestTemplates: {
          'application/json':
            '{"TableName": "pets", "ConditionExpression": "attribute_not_exists(id)", "Item": {"id": {"S": $input.json(\'$.id\')}, "owner": {"S": $input.json(\'$.owner\')}, "name": {"S": $input.json(\'$.name\')}}}',
        },
        integrationResponses: [
          { statusCode: '201', selectionPattern: null, responseTemplates: { 'application/json': '{}' } },
          {
            statusCode: '409',
            selectionPattern: '400',
            responseTemplates: {
              'application/json': '{"message": "The pet is there already, or it is not complete."}',
            },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The pet was not stored."}' },
          },
        ],
      },
    },
  },
  {
    service: 'DynamoDB',
    title: 'Get an item',
    method: {
      path: '/pets/{petId}',
      httpMethod: 'GET',
      methodResponses: [{ statusCode: '200' }, { statusCode: '404' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        requestTemplates: {
          'application/json':
            '{"TableName": "pets", "Key": {"id": {"S": "$util.escapeJavaScript($input.params(\'petId\')).replaceAll("\\\\\'", "\'")"}}}',
        },
        integrationResponses: [
          {
            statusCode: '200',
            selectionPattern: null,
            responseTemplates: {
              'application/json':
                '#set($item = $input.path(\'$.Item\'))#if("$!item.id.S" == "")#set($context.responseOverride.status = 404){"message": "There is no such pet."}#else{"id": $input.json(\'$.Item.id.S\'), "owner": $input.json(\'$.Item.owner.S\'), "name": $input.json(\'$.Item.name.S\')}#end',
            },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The pet was not read."}' },
          },
        ],
      },
    },
  },
  {
    service: 'DynamoDB',
    title: 'Query an index',
    method: {
      path: '/owners/{owner}/pets',
      httpMethod: 'GET',
      methodResponses: [{ statusCode: '200' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/Query',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        requestTemplates: {
          'application/json':
            '{"TableName": "pets", "IndexName": "by-owner", "KeyConditionExpression": "#o = :o", "ExpressionAttributeNames": {"#o": "owner"}, "ExpressionAttributeValues": {":o": {"S": "$util.escapeJavaScript($input.params(\'owner\')).replaceAll("\\\\\'", "\'")"}}}',
        },
        integrationResponses: [
          {
            statusCode: '200',
            selectionPattern: null,
            responseTemplates: {
              'application/json':
                '[#foreach($pet in $input.path(\'$.Items\')){"id": "$util.escapeJavaScript($pet.id.S).replaceAll("\\\\\'", "\'")", "name": "$util.escapeJavaScript($pet.name.S).replaceAll("\\\\\'", "\'")"}#if($foreach.hasNext), #end#end]',
            },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The pets were not read."}' },
          },
        ],
      },
    },
  },
  {
    service: 'DynamoDB',
    title: 'Delete an item',
    method: {
      path: '/pets/{petId}',
      httpMethod: 'DELETE',
      methodResponses: [{ statusCode: '204' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:dynamodb:action/DeleteItem',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        requestTemplates: {
          'application/json':
            '{"TableName": "pets", "Key": {"id": {"S": "$util.escapeJavaScript($input.params(\'petId\')).replaceAll("\\\\\'", "\'")"}}}',
        },
        integrationResponses: [
          { statusCode: '204', selectionPattern: null, responseTemplates: { 'application/json': '## No body.' } },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The pet was not deleted."}' },
          },
        ],
      },
    },
  },
  {
    service: 'S3',
    title: 'Put an object',
    method: {
      path: '/files/{name}',
      httpMethod: 'PUT',
      requestParameters: { 'method.request.header.Content-Type': false },
      methodResponses: [{ statusCode: '200' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'PUT',
        uri: 'arn:aws:apigateway:eu-west-1:s3:path/recipes-files/{name}',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        requestParameters: { 'integration.request.header.Content-Type': 'method.request.header.Content-Type' },
        integrationResponses: [
          {
            statusCode: '200',
            selectionPattern: null,
            responseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' },
            responseTemplates: { 'application/json': '{}' },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The file was not stored."}' },
          },
        ],
      },
    },
  },
  {
    service: 'S3',
    title: 'Get an object',
    method: {
      path: '/files/{name}',
      httpMethod: 'GET',
      methodResponses: [{ statusCode: '200' }, { statusCode: '404' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'GET',
        uri: 'arn:aws:apigateway:eu-west-1:s3:path/recipes-files/{name}',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        integrationResponses: [
          {
            statusCode: '200',
            selectionPattern: null,
            responseParameters: {
              'method.response.header.Content-Type': 'integration.response.header.Content-Type',
              'method.response.header.ETag': 'integration.response.header.ETag',
            },
          },
          {
            statusCode: '404',
            selectionPattern: '404',
            responseTemplates: { 'application/json': '{"message": "There is no such file."}' },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The file was not read."}' },
          },
        ],
      },
    },
  },
  {
    service: 'S3',
    title: 'List objects',
    method: {
      path: '/files',
      httpMethod: 'GET',
      requestParameters: { 'method.request.querystring.prefix': false },
      methodResponses: [{ statusCode: '200' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'GET',
        uri: 'arn:aws:apigateway:eu-west-1:s3:path/recipes-files?list-type=2',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        requestParameters: { 'integration.request.querystring.prefix': 'method.request.querystring.prefix' },
        integrationResponses: [
          {
            statusCode: '200',
            selectionPattern: null,
            responseParameters: { 'method.response.header.Content-Type': "'application/xml'" },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The files were not listed."}' },
          },
        ],
      },
    },
  },
  {
    service: 'SQS',
    title: 'Send a message',
    method: {
      path: '/orders',
      httpMethod: 'POST',
      methodResponses: [{ statusCode: '202' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        passthroughBehavior: 'NEVER',
        requestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
        requestTemplates: {
          'application/json': 'Action=SendMessage&Version=2012-11-05&MessageBody=$util.urlEncode($input.body)',
        },
        integrationResponses: [
          {
            statusCode: '202',
            selectionPattern: null,
            responseTemplates: { 'application/json': '{"accepted": true}' },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The order was not taken."}' },
          },
        ],
      },
    },
  },
  {
    service: 'Step Functions',
    title: 'Start an execution',
    method: {
      path: '/jobs',
      httpMethod: 'POST',
      methodResponses: [{ statusCode: '202' }, { statusCode: '500' }],
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
        credentials: 'arn:aws:iam::123456789012:role/recipes',
        passthroughBehavior: 'NEVER',
        requestTemplates: {
          'application/json':
            '{"stateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:jobs", "input": "$util.escapeJavaScript($input.json(\'$\')).replaceAll("\\\\\'", "\'")"}',
        },
        integrationResponses: [
          {
            statusCode: '202',
            selectionPattern: null,
            responseTemplates: { 'application/json': '{"execution": $input.json(\'$.executionArn\')}' },
          },
          {
            statusCode: '500',
            selectionPattern: '[45]\\d\\d',
            responseTemplates: { 'application/json': '{"message": "The job was not started."}' },
          },
        ],
      },
    },
  },
];
