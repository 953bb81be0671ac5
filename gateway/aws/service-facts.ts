/**
 * What differs between AWS services, by the service's name in integration URIs. Facts of the services' public models; what is
 * not listed follows the rule: signed by its own name, regional host, no default headers.
 */

/** Name in the signature where it is not the service's own. */
export const signingNames: Readonly<Record<string, string>> = {
  appconfigdata: 'appconfig',
  appstream2: 'appstream',
  'bedrock-agent': 'bedrock',
  'bedrock-agent-runtime': 'bedrock',
  'bedrock-runtime': 'bedrock',
  cloudhsmv2: 'cloudhsm',
  cloudsearchdomain: 'cloudsearch',
  'data.iot': 'iotdata',
  'data-ats.iot': 'iotdata',
  'data.jobs.iot': 'iot-jobs-data',
  'data.iotevents': 'ioteventsdata',
  email: 'ses',
  'entitlement.marketplace': 'aws-marketplace',
  forecastquery: 'forecast',
  'mail-manager': 'ses',
  'memory-db': 'memorydb',
  'metering.marketplace': 'aws-marketplace',
  'models-v2-lex': 'lex',
  'participant.connect': 'execute-api',
  'personalize-events': 'personalize',
  'personalize-runtime': 'personalize',
  pinpoint: 'mobiletargeting',
  'runtime-v2-lex': 'lex',
  's3-control': 's3',
};

/** Host label where it is not the service's own name: `{endpoint}.iotdata` is reached at `{endpoint}.iot`. */
export const hostLabels: Readonly<Record<string, string>> = { iotdata: 'iot' };

/** Services with one endpoint for all regions of a partition, and the region that their signatures name. */
export const globalServices: Readonly<Record<string, Readonly<Record<string, { host: string; region: string }>>>> = {
  aws: {
    cloudfront: { host: 'cloudfront.amazonaws.com', region: 'us-east-1' },
    globalaccelerator: { host: 'globalaccelerator.us-west-2.amazonaws.com', region: 'us-west-2' },
    iam: { host: 'iam.amazonaws.com', region: 'us-east-1' },
    importexport: { host: 'importexport.amazonaws.com', region: 'us-east-1' },
    organizations: { host: 'organizations.us-east-1.amazonaws.com', region: 'us-east-1' },
    route53: { host: 'route53.amazonaws.com', region: 'us-east-1' },
    shield: { host: 'shield.us-east-1.amazonaws.com', region: 'us-east-1' },
    support: { host: 'support.us-east-1.amazonaws.com', region: 'us-east-1' },
    waf: { host: 'waf.amazonaws.com', region: 'us-east-1' },
  },
  'aws-cn': {
    iam: { host: 'iam.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' },
    route53: { host: 'route53.amazonaws.com.cn', region: 'cn-northwest-1' },
  },
  'aws-us-gov': {
    iam: { host: 'iam.us-gov.amazonaws.com', region: 'us-gov-west-1' },
    route53: { host: 'route53.us-gov.amazonaws.com', region: 'us-gov-west-1' },
  },
};

/** The part of `AWS_ENDPOINT_URL_{id}` where it is not the service's name in capitals: the SDKs' service ids. */
export const environmentIds: Readonly<Record<string, string>> = {
  email: 'SES',
  events: 'EVENTBRIDGE',
  'execute-api': 'APIGATEWAYMANAGEMENTAPI',
  iotdata: 'IOT_DATA_PLANE',
  logs: 'CLOUDWATCH_LOGS',
  monitoring: 'CLOUDWATCH',
  'cognito-idp': 'COGNITO_IDENTITY_PROVIDER',
  'runtime.sagemaker': 'SAGEMAKER_RUNTIME',
  secretsmanager: 'SECRETS_MANAGER',
  states: 'SFN',
  'streams.dynamodb': 'DYNAMODB_STREAMS',
};

/** Services with a JSON protocol: prefix of `x-amz-target`, and version in the media type `application/x-amz-json-{version}`. */
export const jsonServices: Readonly<Record<string, readonly [target: string, version: string]>> = {
  athena: ['AmazonAthena', '1.1'],
  'api.ecr': ['AmazonEC2ContainerRegistry_V20150921', '1.1'],
  'api.sagemaker': ['SageMaker', '1.1'],
  cloudtrail: ['com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', '1.1'],
  codebuild: ['CodeBuild_20161006', '1.1'],
  codepipeline: ['CodePipeline_20150709', '1.1'],
  'cognito-identity': ['AWSCognitoIdentityService', '1.1'],
  'cognito-idp': ['AWSCognitoIdentityProviderService', '1.1'],
  comprehend: ['Comprehend_20171127', '1.1'],
  dynamodb: ['DynamoDB_20120810', '1.0'],
  ecs: ['AmazonEC2ContainerServiceV20141113', '1.1'],
  elasticmapreduce: ['ElasticMapReduce', '1.1'],
  events: ['AWSEvents', '1.1'],
  firehose: ['Firehose_20150804', '1.1'],
  forecastquery: ['AmazonForecastRuntime', '1.1'],
  glue: ['AWSGlue', '1.1'],
  kendra: ['AWSKendraFrontendService', '1.1'],
  kinesis: ['Kinesis_20131202', '1.1'],
  kms: ['TrentService', '1.1'],
  logs: ['Logs_20140328', '1.1'],
  'metering.marketplace': ['AWSMPMeteringService', '1.1'],
  'redshift-data': ['RedshiftData', '1.1'],
  rekognition: ['RekognitionService', '1.1'],
  secretsmanager: ['secretsmanager', '1.1'],
  ssm: ['AmazonSSM', '1.1'],
  states: ['AWSStepFunctions', '1.0'],
  'streams.dynamodb': ['DynamoDBStreams_20120810', '1.0'],
  swf: ['SimpleWorkflowService', '1.0'],
  textract: ['Textract', '1.1'],
  'ingest.timestream': ['Timestream_20181101', '1.0'],
  'query.timestream': ['Timestream_20181101', '1.0'],
  transcribe: ['Transcribe', '1.1'],
  translate: ['AWSShineFrontendService_20170701', '1.1'],
};

/** Versions of the query protocol's APIs. */
export const queryVersions: Readonly<Record<string, string>> = {
  autoscaling: '2011-01-01',
  cloudformation: '2010-05-15',
  ec2: '2016-11-15',
  elasticache: '2015-02-02',
  elasticbeanstalk: '2010-12-01',
  elasticloadbalancing: '2015-12-01',
  email: '2010-12-01',
  iam: '2010-05-08',
  monitoring: '2010-08-01',
  rds: '2014-10-31',
  redshift: '2012-12-01',
  sdb: '2009-04-15',
  sns: '2010-03-31',
  sqs: '2012-11-05',
  sts: '2011-06-15',
};
