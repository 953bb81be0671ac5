# One of each resource type that the provider has for API Gateway, but for private custom domains between accounts.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "endpoint" {}
# Everything that can be changed in place changes with it.
variable "answer" { default = "first" }

provider "aws" {
  region                      = "eu-north-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints { apigateway = var.endpoint }
}

locals {
  is_first = var.answer == "first"
  lambda   = "arn:aws:apigateway:eu-north-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-north-1:123456789012:function"
}

resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = "arn:aws:iam::123456789012:role/${var.answer}"
}

resource "aws_api_gateway_rest_api" "shop" {
  name                         = "terraform-${var.answer}"
  description                  = "A shop, ${var.answer}"
  api_key_source               = "HEADER"
  binary_media_types           = local.is_first ? ["image/png"] : ["image/png", "image/gif"]
  minimum_compression_size     = local.is_first ? 1024 : 2048
  disable_execute_api_endpoint = false
  endpoint_configuration { types = ["REGIONAL"] }
  tags = { answer = var.answer }
}

resource "aws_api_gateway_rest_api_policy" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
    }]
  })
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_resource" "spare" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = local.is_first ? "spare" : "rest"
}

resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{orderId}"
}

resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Order"
  description  = "An order, ${var.answer}"
  content_type = "application/json"
  schema = jsonencode({
    "$schema"  = "http://json-schema.org/draft-04/schema#"
    type       = "object"
    required   = ["item"]
    properties = { item = { type = "string" } }
  })
}

resource "aws_api_gateway_request_validator" "all" {
  rest_api_id                 = aws_api_gateway_rest_api.shop.id
  name                        = "all-${var.answer}"
  validate_request_body       = true
  validate_request_parameters = local.is_first
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  name                             = "tokens-${var.answer}"
  type                             = "TOKEN"
  authorizer_uri                   = "${local.lambda}:tokens/invocations"
  authorizer_credentials           = "arn:aws:iam::123456789012:role/authorizer"
  identity_source                  = "method.request.header.Authorization"
  identity_validation_expression   = "^Bearer .+$"
  authorizer_result_ttl_in_seconds = local.is_first ? 300 : 60
}

resource "aws_api_gateway_authorizer" "pool" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  name          = "pool"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-north-1:123456789012:userpool/eu-north-1_abc"]
}

resource "aws_api_gateway_method" "get" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_resource.order.id
  http_method          = "GET"
  authorization        = "NONE"
  api_key_required     = true
  operation_name       = local.is_first ? "getOrder" : "readOrder"
  request_validator_id = aws_api_gateway_request_validator.all.id
  request_parameters = local.is_first ? {
    "method.request.path.orderId"         = true
    "method.request.querystring.expand"   = false
    "method.request.header.X-Correlation" = false
    } : {
    "method.request.path.orderId"       = true
    "method.request.querystring.expand" = false
  }
}

resource "aws_api_gateway_method" "post" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  resource_id    = aws_api_gateway_resource.orders.id
  http_method    = "POST"
  authorization  = "CUSTOM"
  authorizer_id  = aws_api_gateway_authorizer.tokens.id
  request_models = { "application/json" = aws_api_gateway_model.order.name }
}

resource "aws_api_gateway_method" "any" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_rest_api.shop.root_resource_id
  http_method          = "ANY"
  authorization        = "COGNITO_USER_POOLS"
  authorizer_id        = aws_api_gateway_authorizer.pool.id
  authorization_scopes = local.is_first ? ["shop/read"] : ["shop/read", "shop/write"]
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_resource.order.id
  http_method          = aws_api_gateway_method.get.http_method
  type                 = "MOCK"
  passthrough_behavior = "WHEN_NO_TEMPLATES"
  timeout_milliseconds = local.is_first ? 29000 : 3000
  cache_key_parameters = ["method.request.path.orderId"]
  cache_namespace      = "orders"
  request_parameters   = { "integration.request.header.X-Order" = "method.request.path.orderId" }
  request_templates    = { "application/json" = jsonencode({ statusCode = 200 }) }
}

resource "aws_api_gateway_integration" "post" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "POST"
  uri                     = "https://backend.example.com/${var.answer}"
  connection_type         = "VPC_LINK"
  connection_id           = aws_api_gateway_vpc_link.backend.id
  tls_config { insecure_skip_verification = local.is_first }
}

resource "aws_api_gateway_integration" "any" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.any.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = "${local.lambda}:${var.answer}/invocations"
  content_handling        = "CONVERT_TO_TEXT"
}

resource "aws_api_gateway_method_response" "ok" {
  rest_api_id         = aws_api_gateway_rest_api.shop.id
  resource_id         = aws_api_gateway_resource.order.id
  http_method         = aws_api_gateway_method.get.http_method
  status_code         = "200"
  response_models     = { "application/json" = local.is_first ? "Empty" : aws_api_gateway_model.order.name }
  response_parameters = { "method.response.header.X-Answer" = local.is_first }
}

resource "aws_api_gateway_method_response" "missing" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.order.id
  http_method = aws_api_gateway_method.get.http_method
  status_code = "404"
}

resource "aws_api_gateway_integration_response" "ok" {
  rest_api_id         = aws_api_gateway_rest_api.shop.id
  resource_id         = aws_api_gateway_resource.order.id
  http_method         = aws_api_gateway_method.get.http_method
  status_code         = aws_api_gateway_method_response.ok.status_code
  response_parameters = { "method.response.header.X-Answer" = "'${var.answer}'" }
  response_templates  = { "application/json" = "{\"by\":\"${var.answer}\",\"order\":\"$input.params('orderId')\"}" }
  depends_on          = [aws_api_gateway_integration.get]
}

resource "aws_api_gateway_integration_response" "missing" {
  rest_api_id       = aws_api_gateway_rest_api.shop.id
  resource_id       = aws_api_gateway_resource.order.id
  http_method       = aws_api_gateway_method.get.http_method
  status_code       = aws_api_gateway_method_response.missing.status_code
  selection_pattern = "404"
  content_handling  = local.is_first ? "CONVERT_TO_TEXT" : "CONVERT_TO_BINARY"
  depends_on        = [aws_api_gateway_integration.get]
}

resource "aws_api_gateway_gateway_response" "throttled" {
  rest_api_id         = aws_api_gateway_rest_api.shop.id
  response_type       = "THROTTLED"
  status_code         = local.is_first ? "429" : "503"
  response_parameters = { "gatewayresponse.header.Retry-After" = "'1'" }
  response_templates  = { "application/json" = "{\"message\":$context.error.messageString}" }
}

resource "aws_api_gateway_documentation_part" "api" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  location { type = "API" }
  properties = jsonencode({ description = "All of the shop, ${var.answer}" })
}

resource "aws_api_gateway_documentation_version" "one" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  version     = "one"
  description = var.answer
  depends_on  = [aws_api_gateway_documentation_part.api]
}

resource "aws_api_gateway_client_certificate" "gateway" {
  description = var.answer
  tags        = { answer = var.answer }
}

resource "aws_api_gateway_vpc_link" "backend" {
  name        = "backend-${var.answer}"
  description = "Where orders go"
  target_arns = ["arn:aws:elasticloadbalancing:eu-north-1:123456789012:loadbalancer/net/orders/0123456789abcdef"]
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  description = "Deployed ${var.answer}"
  triggers    = { answer = var.answer }
  lifecycle { create_before_destroy = true }
  depends_on = [
    aws_api_gateway_integration.any,
    aws_api_gateway_integration.post,
    aws_api_gateway_integration_response.ok,
    aws_api_gateway_integration_response.missing,
    aws_api_gateway_gateway_response.throttled,
    aws_api_gateway_rest_api_policy.shop,
  ]
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.shop.id
  stage_name            = "prod"
  description           = "Where the shop is open, ${var.answer}"
  variables             = local.is_first ? { colour = "red" } : { colour = "blue", size = "m" }
  client_certificate_id = aws_api_gateway_client_certificate.gateway.id
  documentation_version = aws_api_gateway_documentation_version.one.version
  cache_cluster_enabled = true
  cache_cluster_size    = local.is_first ? "0.5" : "1.6"
  xray_tracing_enabled  = local.is_first
  tags                  = { answer = var.answer }
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-north-1:123456789012:log-group:shop"
    format          = local.is_first ? "$context.requestId" : "$context.requestId $context.status"
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"
  settings {
    metrics_enabled        = true
    logging_level          = local.is_first ? "INFO" : "ERROR"
    throttling_rate_limit  = local.is_first ? 100 : 200
    throttling_burst_limit = 50
  }
}

resource "aws_api_gateway_method_settings" "order" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "${trimprefix(aws_api_gateway_resource.order.path, "/")}/GET"
  settings {
    caching_enabled                            = true
    cache_ttl_in_seconds                       = local.is_first ? 60 : 120
    cache_data_encrypted                       = true
    require_authorization_for_cache_control    = true
    unauthorized_cache_control_header_strategy = "SUCCEED_WITH_RESPONSE_HEADER"
  }
}

resource "aws_api_gateway_api_key" "mobile" {
  name        = "mobile-${var.answer}"
  description = "For phones, ${var.answer}"
  customer_id = "customer"
  value       = "a-value-of-twenty-characters-or-more"
  enabled     = true
  tags        = { answer = var.answer }
}

resource "aws_api_gateway_usage_plan" "gold" {
  name         = "gold-${var.answer}"
  description  = "The best, ${var.answer}"
  product_code = "product"
  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.prod.stage_name
    throttle {
      path        = "${aws_api_gateway_resource.order.path}/GET"
      burst_limit = local.is_first ? 7 : 8
      rate_limit  = 9
    }
  }
  quota_settings {
    limit  = local.is_first ? 1000 : 2000
    offset = 2
    period = "MONTH"
  }
  throttle_settings {
    burst_limit = 5
    rate_limit  = local.is_first ? 10 : 11
  }
  tags = { answer = var.answer }
}

resource "aws_api_gateway_usage_plan_key" "mobile" {
  key_id        = aws_api_gateway_api_key.mobile.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.gold.id
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-north-1:123456789012:certificate/shop"
  security_policy          = "TLS_1_2"
  endpoint_configuration { types = ["REGIONAL"] }
  tags = { answer = var.answer }
}

resource "aws_api_gateway_base_path_mapping" "shop" {
  domain_name = aws_api_gateway_domain_name.shop.domain_name
  api_id      = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  base_path   = local.is_first ? "v1" : "v2"
}

resource "aws_api_gateway_rest_api" "described" {
  name = "terraform-described"
  # Its design comes with the resource below.
  lifecycle { ignore_changes = [description] }
}

resource "aws_api_gateway_rest_api_put" "described" {
  rest_api_id      = aws_api_gateway_rest_api.described.id
  fail_on_warnings = false
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "terraform-described", version = "1" }
    paths   = { "/${var.answer}" = { get = { responses = {} } } }
  })
  triggers = { answer = var.answer }
}

output "path" { value = "/${aws_api_gateway_rest_api.shop.id}/prod${aws_api_gateway_resource.order.path}" }
output "key" {
  value     = aws_api_gateway_api_key.mobile.value
  sensitive = true
}
