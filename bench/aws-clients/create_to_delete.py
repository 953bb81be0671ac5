"""Makes an API with boto3, calls it, and deletes it: create_to_delete.py ENDPOINT NODE_URL"""
import json
import sys
import time
import urllib.error
import urllib.request

import boto3

endpoint, node = sys.argv[1:]
client = boto3.client("apigateway", endpoint_url=endpoint)


def call(path, status, headers={}):
    """Calls the stage until it answers with the status."""
    for _ in range(100):
        try:
            answer = urllib.request.urlopen(urllib.request.Request(node + path, headers=headers))
        except urllib.error.HTTPError as error:
            answer = error
        if answer.status == status:
            return answer.read().decode()
        time.sleep(0.05)
    raise SystemExit(f"{path} answers {answer.status}, not {status}")


api = client.create_rest_api(name="boto3")["id"]
root = client.get_resources(restApiId=api)["items"][0]["id"]
resource = client.create_resource(restApiId=api, parentId=root, pathPart="pets")["id"]
method = {"restApiId": api, "resourceId": resource, "httpMethod": "GET"}
client.put_method(**method, authorizationType="NONE", apiKeyRequired=True)
client.put_integration(**method, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
client.put_method_response(**method, statusCode="200")
client.put_integration_response(
    **method, statusCode="200", responseTemplates={"application/json": '{"by": "boto3"}'}
)
client.create_deployment(restApiId=api, stageName="prod")
path = f"/{api}/prod/pets"
call(path, 403)

key = client.create_api_key(name="boto3", enabled=True)
plan = client.create_usage_plan(name="boto3", apiStages=[{"apiId": api, "stage": "prod"}])["id"]
client.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
print(json.dumps(json.loads(call(path, 200, {"x-api-key": key["value"]}))))

client.delete_usage_plan_key(usagePlanId=plan, keyId=key["id"])
client.update_usage_plan(
    usagePlanId=plan, patchOperations=[{"op": "remove", "path": "/apiStages", "value": f"{api}:prod"}]
)
client.delete_usage_plan(usagePlanId=plan)
client.delete_api_key(apiKey=key["id"])
client.delete_rest_api(restApiId=api)
call(path, 404)
for name in ["get_rest_apis", "get_api_keys", "get_usage_plans"]:
    pages = client.get_paginator(name).paginate()
    left = [item for page in pages for item in page["items"]]
    assert left == [], (name, left)
