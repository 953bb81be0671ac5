# An API whose design is an OpenAPI document.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "endpoint" {}
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
  mock = {
    type                = "mock"
    passthroughBehavior = "when_no_match"
    requestTemplates    = { "application/json" = jsonencode({ statusCode = 200 }) }
    responses = {
      default = {
        statusCode        = "200"
        responseTemplates = { "application/json" = jsonencode({ by = var.answer }) }
      }
    }
  }
}

resource "aws_api_gateway_rest_api" "books" {
  name                     = "terraform-openapi"
  description              = "Answers ${var.answer}"
  minimum_compression_size = 1024
  binary_media_types       = ["image/png"]
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "terraform-openapi", version = "1" }
    paths = {
      "/books" = {
        get = {
          responses                         = { "200" = { description = "The books" } }
          "x-amazon-apigateway-integration" = local.mock
        }
      }
    }
  })
  endpoint_configuration { types = ["REGIONAL"] }
}

resource "aws_api_gateway_deployment" "books" {
  rest_api_id = aws_api_gateway_rest_api.books.id
  triggers    = { body = sha256(aws_api_gateway_rest_api.books.body) }
  lifecycle { create_before_destroy = true }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.books.id
  deployment_id = aws_api_gateway_deployment.books.id
  stage_name    = "prod"
}

output "path" { value = "/${aws_api_gateway_rest_api.books.id}/prod/books" }
