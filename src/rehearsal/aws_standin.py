"""A stand-in of AWS on one loopback port, for seeing what `terraform apply` really does.

It is moto, mended where moto is more lenient than AWS, with the Serverless Application Repository that moto lacks, and a
ledger of what held at the moment each secret was rotated. It prints {"port": N} on its first line, and ends when its
standard input closes, so that it never outlives what started it.

Terraform reaches it through AWS_ENDPOINT_URL. What AWS does not have lies under /standin:

    GET  /standin/ledger               the rotations, every operation that changed something in order, and all that was called
    GET  /standin/inventory?region=R   what exists now
    POST /standin/landscape            makes the networks, databases and secrets that a configuration names
    POST /standin/parameters           puts ids into parameters of AWS Systems Manager: {region, parameters: {name: [id]}}
    POST /standin/faults               {"failChangeSet": REASON} fails the next change set that is executed;
                                       {"hold": OPERATION} carries that operation out and does not answer it;
                                       {"calls": [FAULT, ...]} disturbs calls, and replaces the faults given before

A FAULT is {"operation": NAME, "answer": ANSWER, "carriedOut": false, "seconds": 0, "times": 1, "of": TEXT, "after": NAME}. The call waits
for the seconds, is carried out only if it gets no answer or "carriedOut" says so, and is answered "refused" (as a wrong
request), "denied", "throttled", "error", or "none": the connection ends. Without an answer the call is only late. "of"
limits it to requests that contain the text, and "after" to those made once that operation has been carried out.
"""

import io
import json
import os
import random
import re
import socket
import string
import sys
import threading
import time
import zipfile
from urllib.parse import parse_qs, unquote

import boto3
from botocore.exceptions import ClientError
from botocore.loaders import create_loader
from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.awslambda.policy import Policy as FunctionPolicy
from moto.cloudformation.models import CloudFormationBackend, Stack
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.base_backend import BaseBackend
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.rds.models import DBCluster, DBInstance, rds_backends
from moto.secretsmanager.exceptions import InvalidRequestException, SecretNotFoundException
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend, secretsmanager_backends
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

HOST = "127.0.0.1"

# The stand-in's own requests carry this key, so that the ledger can leave them out.
OWN_KEY = "standin"

# Where AWS publishes the rotation applications of each partition.
PUBLISHERS = {
    "aws": "us-east-1:297356227824",
    "aws-cn": "cn-north-1:193023089310",
    "aws-us-gov": "us-gov-west-1:023102451235",
}
ENGINES = ["RDSMariaDB", "RDSMySQL", "RDSOracle", "RDSPostgreSQL", "RDSSQLServer", "RDSDb2", "Redshift", "MongoDB"]
GENERIC = "SecretsManagerRotationTemplate"
APPLICATIONS = {f"SecretsManager{engine}Rotation{users}User" for engine in ENGINES for users in ("Single", "Multi")}
APPLICATIONS.add(GENERIC)

# The characters that a template leaves out of passwords when it is not told which.
EXCLUDED = {"RDSPostgreSQL": ":/@\"'\\", "Redshift": "/@\"'\\:", "RDSDb2": "/@\"'\\;"}
EXCLUDED_ELSEWHERE = "/@\"'\\"

LATEST_VERSION = "1.1.671"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]
STACK_PREFIX = "serverlessrepo-"
MOST_CHARACTERS_IN_A_FUNCTION_NAME = 64


class World:
    """What the stand-in remembers beyond moto: what happened, and which faults are asked for."""

    def __init__(self):
        self.lock = threading.Lock()
        self.url = ""
        self.rotations = []
        self.operations = []
        self.history = []
        self.taken_in_use = []
        self.faults = []
        self.calls = set()
        self.fail_change_set = None
        self.hold = None
        self.held = []
        self.answers = {}
        self.landscapes = {}
        self.parameters = {}

    def client(self, service, region):
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=OWN_KEY,
            aws_secret_access_key=OWN_KEY,
        )

    def take_change_set_fault(self):
        with self.lock:
            reason, self.fail_change_set = self.fail_change_set, None
        return reason

    def take_fault(self, operation, request):
        """The fault that disturbs a call, if one does: each disturbs as many calls as it says."""
        with self.lock:
            for fault in self.faults:
                if self.is_disturbed(operation, request, fault):
                    fault["times"] = fault.get("times", 1) - 1
                    self.faults = [one for one in self.faults if one.get("times", 1) > 0]
                    return fault
        return {}

    def is_disturbed(self, operation, request, fault):
        if fault["operation"] != operation or fault.get("of", "") not in unquoted(request):
            return False
        return "after" not in fault or fault["after"] in self.history

    def take_hold(self, operation):
        with self.lock:
            wanted = self.hold == operation
            if wanted:
                self.hold = None
                self.held.append(operation)
        return wanted


WORLD = World()


# What is there ------------------------------------------------------------------------------------------------------


def pick(source, *keys):
    return {key: source.get(key) for key in keys}


def resource_policy(region, function_arn):
    try:
        return json.loads(WORLD.client("lambda", region).get_policy(FunctionName=function_arn)["Policy"])
    except ClientError:
        return {"Statement": []}


def inline_policies(region, role):
    iam = WORLD.client("iam", region)
    names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    return {name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in names}


def application_of(region, function_name):
    """The application and version that a function was deployed from: the tags of its CloudFormation stack."""
    for stack in WORLD.client("cloudformation", region).describe_stacks()["Stacks"]:
        outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
        if outputs.get("RotationLambdaARN", "").endswith(f":{function_name}"):
            tags = {tag["Key"]: tag["Value"] for tag in stack["Tags"]}
            return {"arn": tags["serverlessrepo:applicationId"], "version": tags["serverlessrepo:semanticVersion"]}
    return None


def functions(region):
    found = WORLD.client("lambda", region).list_functions()["Functions"]
    return [pick(function, "FunctionName", "FunctionArn", "Role", "VpcConfig", "Environment") for function in found]


def endpoints(region):
    keys = ("VpcEndpointId", "VpcId", "ServiceName", "VpcEndpointType", "SubnetIds", "Groups")
    dns = ("PrivateDnsEnabled", "DnsEntries")
    found = WORLD.client("ec2", region).describe_vpc_endpoints()["VpcEndpoints"]
    return [pick(endpoint, *keys, *dns) for endpoint in found if endpoint["State"] != "deleted"]


def security_group_rules(region):
    found = WORLD.client("ec2", region).describe_security_group_rules()["SecurityGroupRules"]
    keys = ("SecurityGroupRuleId", "GroupId", "IsEgress", "IpProtocol", "FromPort", "ToPort", "CidrIpv4", "ReferencedGroupInfo")
    return [pick(rule, *keys) for rule in found]


def databases(region):
    instances = WORLD.client("rds", region).describe_db_instances()["DBInstances"]
    warehouses = WORLD.client("redshift", region).describe_clusters()["Clusters"]
    identifiers = [found["DBInstanceIdentifier"] for found in instances]
    return identifiers + [found["ClusterIdentifier"] for found in warehouses]


def secrets(region):
    client = WORLD.client("secretsmanager", region)
    found = [client.describe_secret(SecretId=secret["ARN"]) for secret in client.list_secrets()["SecretList"]]
    keys = ("Name", "ARN", "RotationEnabled", "RotationLambdaARN", "RotationRules")
    return [pick(secret, *keys) for secret in found]


def role_policies(region):
    """The inline policies of all roles."""
    names = [role["RoleName"] for role in WORLD.client("iam", region).list_roles()["Roles"]]
    return {name: inline_policies(region, name) for name in names}


def inventory(region):
    groups = WORLD.client("ec2", region).describe_security_groups()["SecurityGroups"]
    return {
        "functions": functions(region),
        "permissions": {
            function["FunctionName"]: resource_policy(region, function["FunctionArn"])["Statement"]
            for function in functions(region)
        },
        "endpoints": endpoints(region),
        "securityGroups": [pick(group, "GroupId", "GroupName", "VpcId", "Tags") for group in groups],
        "securityGroupRules": security_group_rules(region),
        "rolePolicies": role_policies(region),
        "secrets": secrets(region),
        "databases": databases(region),
    }


def surroundings(region, function_arn):
    """What a rotation finds around its function."""
    function = WORLD.client("lambda", region).get_function(FunctionName=function_arn)["Configuration"]
    return {
        "account": WORLD.client("sts", region).get_caller_identity()["Account"],
        "function": pick(function, "FunctionName", "FunctionArn", "VpcConfig", "Environment"),
        "application": application_of(region, function["FunctionName"]),
        "resourcePolicy": resource_policy(region, function_arn),
        "inlinePolicies": inline_policies(region, function["Role"].split("/")[-1]),
        "endpoints": endpoints(region),
        "securityGroupRules": security_group_rules(region),
    }


# moto, mended where it is more lenient than AWS ---------------------------------------------------------------------


def instead_of(owner, name):
    """Replaces a method by one that is given the original as its first argument."""
    original = getattr(owner, name)

    def replace(function):
        setattr(owner, name, lambda self, *args, **kwargs: function(original, self, *args, **kwargs))
        return function

    return replace


Stack.capabilities = property(lambda self: ["CAPABILITY_IAM"] if self.name.startswith(STACK_PREFIX) else [])


# Code in S3 and layers are named, not made here, and may lie in another account: they are there.
os.environ["VALIDATE_LAMBDA_S3"] = "false"


@instead_of(LambdaFunction, "_get_layers_data")
def layers_that_are_there(_, self, arns):
    return [{"Arn": arn, "CodeSize": 0} for arn in arns]


@instead_of(LambdaFunction, "get_configuration")
def without_empty_image_config(original, self, *args, **kwargs):
    """AWS describes how an image is started only where the function overrides that."""
    configuration = original(self, *args, **kwargs)
    if not any(configuration.get("ImageConfigResponse", {}).get("ImageConfig", {}).values()):
        configuration.pop("ImageConfigResponse", None)
    return configuration


@instead_of(Stack, "has_template")
def has_template(original, self, other):
    """Compares with nothing too: a stack has no template before one of its change sets is executed."""
    return self.template != {} and original(self, other)


@instead_of(CloudFormationBackend, "execute_change_set")
def execute_change_set(_, self, change_set_name, stack_name=None):
    """Creates or updates the stack as CloudFormation does; a failure rolls back and leaves what was there.

    A stack of which no change set was executed is created by the next one that is.
    """
    change = self.describe_change_set(change_set_name)
    stack = self.stacks[change.stack_id]
    creates = stack.status == "REVIEW_IN_PROGRESS"
    reason = WORLD.take_change_set_fault()
    change.execution_status = "EXECUTE_FAILED" if reason else "EXECUTE_COMPLETE"
    if reason:
        stack.status = "ROLLBACK_COMPLETE" if creates else "UPDATE_ROLLBACK_COMPLETE"
        stack._add_stack_event(stack.status, resource_status_reason=reason)
    elif creates:
        self.stacks[change.stack_id] = created_stack(self, change, stack.name)
    else:
        stack.update(change.template, change.role_arn, change.parameters, change.tags)


def created_stack(backend, change, name):
    stack = Stack(
        stack_id=change.stack_id,
        name=name,
        template=change.template,
        parameters=change.parameters,
        account_id=backend.account_id,
        region_name=backend.region_name,
        tags=change.tags,
    )
    stack.create_resources()
    return stack


@instead_of(LambdaBackend, "list_versions_by_function")
def list_versions_by_function(original, self, function_name):
    """Takes an ARN too."""
    return original(self, function_name.split(":")[6] if function_name.startswith("arn:") else function_name)


@instead_of(LambdaBackend, "delete_function")
def delete_function(original, self, function_name, *args, **kwargs):
    remember_use("function", self, function_name)
    return original(self, function_name, *args, **kwargs)


@instead_of(LambdaBackend, "remove_permission")
def remove_permission(original, self, function_name, *args, **kwargs):
    remember_use("permission", self, function_name)
    return original(self, function_name, *args, **kwargs)


def remember_use(what, backend, function_name):
    """Writes down what is taken from a function while the rotation of a secret names it."""
    name = function_name.split(":")[6] if function_name.startswith("arn:") else function_name
    for secret in secretsmanager_backends[DEFAULT_ACCOUNT_ID][backend.region_name].secrets.values():
        if secret.rotation_enabled and (secret.rotation_lambda_arn or "").endswith(f":function:{name}"):
            WORLD.taken_in_use.append({"what": what, "function": name, "secret": secret.name})


class StatementExists(LambdaClientError):
    code = 409

    def __init__(self, statement_id):
        super().__init__("ResourceConflictException", f"The statement id ({statement_id}) provided already exists.")


@instead_of(FunctionPolicy, "add_statement")
def add_statement(original, self, raw, qualifier=None):
    """Refuses a statement id that the function's policy has."""
    statement_id = json.loads(raw).get("StatementId")
    if statement_id and any(statement.get("Sid") == statement_id for statement in self.statements):
        raise StatementExists(statement_id)
    return original(self, raw, qualifier)


@instead_of(EC2Backend, "_collect_default_endpoint_services")
def collect_default_endpoint_services(original, _, account_id, region):
    """Knows the FIPS endpoint of Secrets Manager too, in the regions that have one."""
    services = original(account_id, region)
    usual = next(one for one in services if one["ServiceName"].endswith(f".{region}.secretsmanager"))
    fips = f"{usual['ServiceName']}-fips"
    if has_fips(region) and not any(one["ServiceName"] == fips for one in services):
        zones = usual["AvailabilityZones"]
        services.extend(BaseBackend.default_vpc_endpoint_service_factory(region, zones, "secretsmanager-fips"))
    return services


def has_fips(region):
    partitions = create_loader().load_data("endpoints")["partitions"]
    services = [partition["services"].get("secretsmanager", {"endpoints": {}}) for partition in partitions]
    return any(f"{region}-fips" in service["endpoints"] for service in services)


def is_on(attribute):
    return str(attribute).lower() == "true"


@instead_of(EC2Backend, "create_vpc_endpoint")
def create_vpc_endpoint(original, self, vpc_id, service_name, *args, **kwargs):
    """Refuses a second endpoint with private DNS for one service in one VPC, and a VPC without DNS."""
    if kwargs.get("private_dns_enabled"):
        if any(
            (found.vpc_id, found.service_name) == (vpc_id, service_name)
            and found.private_dns_enabled
            and found.state != "deleted"
            for found in self.vpc_end_points.values()
        ):
            raise EC2ClientError(
                "InvalidParameter",
                "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                f"{service_name} in the VPC {vpc_id}",
            )
        vpc = self.get_vpc(vpc_id)
        if not (is_on(vpc.enable_dns_support) and is_on(vpc.enable_dns_hostnames)):
            raise EC2ClientError(
                "InvalidParameter", "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames"
            )
    return original(self, vpc_id, service_name, *args, **kwargs)


@instead_of(DBInstance, "__init__")
def make_db_instance(original, self, *args, **kwargs):
    """Gives each instance a resource id of its own: by that Terraform knows it."""
    original(self, *args, **kwargs)
    self.dbi_resource_id = "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26))


def scaling_configuration_info(self):
    """Only a serverless cluster scales."""
    return original_scaling_configuration_info(self) if self.scaling_configuration else None


original_scaling_configuration_info = DBCluster.scaling_configuration_info.fget
DBCluster.scaling_configuration_info = property(scaling_configuration_info)


@instead_of(EC2Backend, "delete_security_group")
def delete_security_group(original, self, name=None, group_id=None):
    """Refuses to delete a group that a function is in."""
    if any(
        group_id in ((function.get("VpcConfig") or {}).get("SecurityGroupIds") or [])
        for function in functions(self.region_name)
    ):
        raise EC2ClientError("DependencyViolation", f"resource {group_id} has a dependent object")
    return original(self, name, group_id)


@instead_of(SecretsManagerBackend, "rotate_secret")
def rotate_secret(_, self, secret_id, client_request_token=None, rotation_lambda_arn=None, **settings):
    """Writes down what the rotation finds. Refused are a function that may not be invoked, and a secret that is half way."""
    if not self._is_valid_identifier(secret_id):
        raise SecretNotFoundException()
    secret = self.secrets[secret_id]
    function_arn = rotation_lambda_arn or secret.rotation_lambda_arn
    found = surroundings(self.region_name, function_arn)
    if not any("secretsmanager" in json.dumps(one.get("Principal")) for one in found["resourcePolicy"]["Statement"]):
        raise InvalidRequestException(
            "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants "
            "access to the principal secretsmanager.amazonaws.com."
        )
    if any(is_half_way(version["version_stages"]) for version in secret.versions.values()):
        raise InvalidRequestException("A previous rotation isn't complete. That rotation will be reattempted.")
    rules = settings.get("rotation_rules") or {}
    WORLD.rotations.append(
        {
            "secret": secret.name,
            "arn": secret.arn,
            "region": self.region_name,
            "rules": rules,
            "immediately": settings.get("rotate_immediately", True),
            "hasValue": bool(secret.versions),
            **found,
        }
    )
    secret.rotation_requested, secret.rotation_enabled = True, True
    secret.rotation_lambda_arn, secret.rotation_rules = function_arn, rules
    return secret.to_short_dict()


def is_half_way(stages):
    """Whether a version is one that a rotation has made and not finished."""
    return "AWSPENDING" in stages and "AWSCURRENT" not in stages


@instead_of(SecretsManagerBackend, "cancel_rotate_secret")
def cancel_rotate_secret(original, self, secret_id):
    answer = original(self, secret_id)
    secret = self.secrets[secret_id]
    secret.rotation_requested, secret.rotation_lambda_arn = False, None
    return answer


@instead_of(FakeSecret, "to_dict")
def secret_to_dict(original, self):
    """Shows the rules as they were given: moto knows days only."""
    description = original(self)
    if self.rotation_requested:
        description["RotationRules"] = self.rotation_rules
    return description


# The Serverless Application Repository ------------------------------------------------------------------------------


class Refused(Exception):
    def __init__(self, message, status=400, kind="BadRequestException"):
        super().__init__(message)
        self.status, self.kind = status, kind


def application_name(arn):
    match = re.fullmatch(r"arn:([\w-]+):serverlessrepo:([\w-]+:\d{12}):applications/([\w-]+)", arn)
    is_of_aws = match and PUBLISHERS.get(match[1]) == match[2] and match[3] in APPLICATIONS
    if not is_of_aws and arn not in WORLD.parameters:
        raise Refused(f"Application {arn} does not exist", 404, "NotFoundException")
    return arn.split("/")[-1]


def parameters_of(name):
    """The parameters of an application's template with their defaults; those without one are required."""
    engine = name.removeprefix("SecretsManager").split("Rotation")[0]
    uses_master = "MultiUser" in name or "Db2" in name or name == GENERIC
    return {
        **{key: "" for arn, keys in WORLD.parameters.items() if arn.endswith(f"/{name}") for key in keys},
        "endpoint": None,
        "functionName": None,
        "invokingServicePrincipal": "secretsmanager.amazonaws.com",
        "vpcSubnetIds": "",
        "vpcSecurityGroupIds": "",
        "kmsKeyArn": "",
        "excludeCharacters": EXCLUDED.get(engine, EXCLUDED_ELSEWHERE),
        "runtime": "python3.12",
        **({"masterSecretArn": "", "masterSecretKmsKeyArn": ""} if uses_master else {}),
    }


def template(name, version):
    def split(parameter):
        return {"Fn::Split": [",", {"Ref": parameter}]}

    parameters = parameters_of(name).items()
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    network = {"SubnetIds": split("vpcSubnetIds"), "SecurityGroupIds": split("vpcSecurityGroupIds")}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Metadata": {"SemanticVersion": version},
        "Parameters": {
            key: {"Type": "String"} if default is None else {"Type": "String", "Default": default}
            for key, default in parameters
        },
        "Conditions": {"InVpc": {"Fn::Not": [{"Fn::Equals": [{"Ref": "vpcSubnetIds"}, ""]}]}},
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]}},
            },
            "Function": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "FunctionName": {"Ref": "functionName"},
                    "Handler": "lambda_function.lambda_handler",
                    "Runtime": {"Ref": "runtime"},
                    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                    "Code": {"ZipFile": "def lambda_handler(event, context): pass"},
                    "Timeout": 30,
                    "Environment": {
                        "Variables": {
                            "SECRETS_MANAGER_ENDPOINT": {"Ref": "endpoint"},
                            "EXCLUDE_CHARACTERS": {"Ref": "excludeCharacters"},
                        }
                    },
                    "VpcConfig": {"Fn::If": ["InVpc", network, {"Ref": "AWS::NoValue"}]},
                },
            },
            "LambdaPermission": {
                "Type": "AWS::Lambda::Permission",
                "Properties": {
                    "FunctionName": {"Fn::GetAtt": ["Function", "Arn"]},
                    "Action": "lambda:InvokeFunction",
                    "Principal": {"Ref": "invokingServicePrincipal"},
                },
            },
        },
        "Outputs": {"RotationLambdaARN": {"Value": {"Fn::GetAtt": ["Function", "Arn"]}}},
    }


def describe_application(arn, version):
    name = application_name(arn)
    definitions = [
        {"name": key, "type": "String", "referencedByResources": ["Function"]}
        | ({} if default is None else {"defaultValue": default})
        for key, default in parameters_of(name).items()
    ]
    return {
        "applicationId": arn,
        "author": "AWS",
        "name": name,
        "description": name,
        "version": {
            "applicationId": arn,
            "creationTime": "2026-01-01T00:00:00Z",
            "parameterDefinitions": definitions,
            "requiredCapabilities": CAPABILITIES,
            "resourcesSupported": True,
            "semanticVersion": version,
            "templateUrl": "https://example.com/template",
        },
    }


def check_deployment(name, given, capabilities):
    """What the repository, CloudFormation, Lambda or the first rotation would refuse."""
    known = parameters_of(name)
    unknown = sorted(set(given) - set(known))
    missing = [key for key, default in known.items() if default is None and not given.get(key)]
    if unknown:
        raise Refused(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    if missing:
        raise Refused(f"Parameters: [{', '.join(missing)}] must have values")
    if not set(CAPABILITIES) <= set(capabilities):
        raise Refused(f"Requires capabilities: {CAPABILITIES}")
    if not given["endpoint"].startswith("https://"):
        raise Refused("The endpoint has no scheme: every rotation would fail")
    if bool(given.get("vpcSubnetIds")) != bool(given.get("vpcSecurityGroupIds")):
        raise Refused("vpcSubnetIds and vpcSecurityGroupIds go together")
    if len(given["functionName"]) > MOST_CHARACTERS_IN_A_FUNCTION_NAME:
        raise Refused(f"functionName is longer than {MOST_CHARACTERS_IN_A_FUNCTION_NAME} characters")


def create_change_set(arn, region, body):
    name = application_name(arn)
    version = body.get("semanticVersion") or LATEST_VERSION
    given = {parameter["name"]: parameter["value"] for parameter in body.get("parameterOverrides", [])}
    check_deployment(name, given, body.get("capabilities", []))
    client = WORLD.client("cloudformation", region)
    stack = STACK_PREFIX + body["stackName"]
    check_function_name(client, stack, region, given["functionName"])
    check_not_rolled_back(client, stack)
    tags = [{"Key": tag["key"], "Value": tag["value"]} for tag in body.get("tags", [])]
    created = client.create_change_set(
        StackName=stack,
        ChangeSetName=f"change-{len(WORLD.operations)}",
        ChangeSetType="UPDATE" if stack_exists(client, stack) else "CREATE",
        TemplateBody=json.dumps(template(name, version)),
        Capabilities=CAPABILITIES,
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
        Tags=tags
        + [
            {"Key": "serverlessrepo:applicationId", "Value": arn},
            {"Key": "serverlessrepo:semanticVersion", "Value": version},
        ],
    )
    return {
        "applicationId": arn,
        "changeSetId": created["Id"],
        "semanticVersion": version,
        "stackId": created["StackId"],
    }


def stack_exists(client, name):
    try:
        client.describe_stacks(StackName=name)
        return True
    except ClientError:
        return False


def check_not_rolled_back(client, name):
    """CloudFormation keeps a stack whose creation failed until it is deleted, and does not update it."""
    if not stack_exists(client, name):
        return
    status = client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    if status == "ROLLBACK_COMPLETE":
        raise Refused(f"Stack {name} is in {status} state and can not be updated")


def check_function_name(client, stack, region, function_name):
    """A function of the same name that another stack holds would fail the change set."""
    taken = any(function["FunctionName"] == function_name for function in functions(region))
    if taken and not stack_exists(client, stack):
        raise Refused(f"{function_name} already exists")


def serve_repository(request, region):
    parts = request.path.split("/")
    arn = unquote("/".join(parts[2:-1] if parts[-1] == "changesets" else parts[2:]))
    try:
        if request.method == "POST":
            return answer(create_change_set(arn, region, request.get_json()), 201)
        return answer(describe_application(arn, request.args.get("semanticVersion", LATEST_VERSION)))
    except Refused as refused:
        return answer(
            {"errorCode": refused.kind, "message": str(refused)},
            refused.status,
            {"X-Amzn-ErrorType": refused.kind},
        )
    except ClientError as error:
        return answer(
            {"errorCode": "BadRequestException", "message": str(error)},
            400,
            {"X-Amzn-ErrorType": "BadRequestException"},
        )


# The landscape that a configuration names ---------------------------------------------------------------------------

# What moto calls the engines. It has neither Db2 nor DocumentDB: their secrets name a host and no database is made.
RDS_ENGINES = {
    "mysql": {"Engine": "mysql"},
    "mariadb": {"Engine": "mariadb", "EngineVersion": "10.11.8"},
    "postgres": {"Engine": "postgres"},
    "oracle": {"Engine": "oracle-se2"},
    "sqlserver": {"Engine": "sqlserver-se"},
}

# What RDS calls the engines that moto lacks. A database that is looked up is made as another one's, and says that it is this.
FOREIGN_ENGINES = {"mongodb": ("docdb", 27017), "db2": ("db2-se", 50000)}


def make_landscape(wanted):
    """Makes what is wanted, and answers under which ids it exists: {wanted id: id}."""
    region = wanted["region"]
    ids, hosts = WORLD.landscapes.setdefault(region, ({}, {}))
    for network in wanted["networks"]:
        make_network(region, network, ids)
    for key in new(wanted["keys"], ids):
        ids[key] = WORLD.client("kms", region).create_key()["KeyMetadata"]["Arn"]
    # Which applications somebody else published, and which parameters those of AWS have, is known to their users alone.
    for application in wanted["applications"]:
        WORLD.parameters.setdefault(application["arn"], set()).update(application["parameters"])
    for role in new(wanted["roles"], ids):
        ids[role] = make_role(region, role)
    for function in wanted["functions"]:
        if function["arn"] not in ids:
            ids[function["arn"]] = make_function(region, function)
    for database in wanted["lookedUp"]:
        if database["id"] not in hosts:
            hosts[database["id"]] = make_looked_up(region, database, ids)
    for database in wanted["databases"]:
        if database["name"] not in hosts:
            hosts[database["name"]] = make_database(region, database, ids)
    # A master secret comes first: the secrets name it.
    for secret in sorted(wanted["secrets"], key=lambda one: "masterSecret" in one):
        if secret["id"] not in ids:
            ids[secret["id"]] = make_secret(region, secret, hosts, ids)
    return ids


def new(names, known):
    return [name for name in names if name not in known]


def make_network(region, network, ids):
    """A VPC and what lies in it. What another network made already is shared with it."""
    ec2 = WORLD.client("ec2", region)
    for vpc in new([network["vpcId"]], ids):
        ids[vpc] = make_vpc(ec2)
    vpc_id = ids[network["vpcId"]]
    for subnet in new(network["subnetIds"], ids):
        ids[subnet] = make_subnet(ec2, vpc_id)
    for group in new(network["securityGroupIds"], ids):
        ids[group] = make_group(ec2, vpc_id)
    for endpoint in network["endpoints"]:
        if endpoint["id"] not in ids:
            ids[endpoint["id"]] = make_endpoint(ec2, region, vpc_id, network, endpoint, ids)


def make_role(region, wanted):
    """A role of a function, as somebody else made it, unless somebody has; the answer is its ARN."""
    *path, name = wanted.split(":")[5].split("/")[1:]
    existing = [role for role in WORLD.client("iam", region).list_roles()["Roles"] if role["RoleName"] == name]
    if existing:
        return existing[0]["Arn"]
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    made = WORLD.client("iam", region).create_role(
        RoleName=name,
        Path="/" + "".join(f"{part}/" for part in path),
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
    )
    return made["Role"]["Arn"]


def make_function(region, wanted):
    """A function as somebody else made it, with a role of its own, unless somebody has; the answer is its ARN."""
    name = wanted["arn"].split(":")[6]
    existing = [function for function in functions(region) if function["FunctionName"] == name]
    if existing:
        return existing[0]["FunctionArn"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as code:
        code.writestr("lambda_function.py", "def lambda_handler(event, context): pass")
    made = WORLD.client("lambda", region).create_function(
        FunctionName=name,
        Runtime="python3.12",
        Role=make_role(region, f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:role/{wanted['roleName']}"),
        Handler="lambda_function.lambda_handler",
        Code={"ZipFile": archive.getvalue()},
    )
    return made["FunctionArn"]


def make_vpc(ec2):
    vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    return vpc_id


def make_subnet(ec2, vpc_id):
    """A subnet in an availability zone of its own, as far as the region has so many."""
    existing = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc_id]}])["Subnets"]
    zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
    made = ec2.create_subnet(
        VpcId=vpc_id,
        CidrBlock=f"10.0.{len(existing)}.0/24",
        AvailabilityZone=zones[len(existing) % len(zones)],
    )
    return made["Subnet"]["SubnetId"]


def make_group(ec2, vpc_id):
    name = f"existing-{len(ec2.describe_security_groups()['SecurityGroups'])}"
    return ec2.create_security_group(VpcId=vpc_id, GroupName=name, Description="Existing")["GroupId"]


def make_endpoint(ec2, region, vpc_id, network, endpoint, ids):
    groups = [ids[group] for group in endpoint["securityGroupIds"]] or [make_group(ec2, vpc_id)]
    made = ec2.create_vpc_endpoint(
        VpcId=vpc_id,
        VpcEndpointType="Interface",
        ServiceName=f"com.amazonaws.{region}.{endpoint['service']}",
        SubnetIds=[ids[subnet] for subnet in network["subnetIds"]],
        SecurityGroupIds=groups,
        PrivateDnsEnabled=endpoint["hasPrivateDns"],
    )
    return made["VpcEndpoint"]["VpcEndpointId"]


def make_database(region, database, ids):
    """A database in the groups that the configuration opens; the answer is its host name."""
    name, engine = database["name"], database["engine"]
    groups = [ids[group] for group in database["securityGroupIds"]]
    settings = {"MasterUsername": "admin", "MasterUserPassword": "correct-horse", "VpcSecurityGroupIds": groups}
    if engine == "redshift":
        WORLD.client("redshift", region).create_cluster(ClusterIdentifier=name, NodeType="ra3.large", **settings)
    if engine not in RDS_ENGINES:
        return f"{name}.{engine}.{region}.example.com"
    made = WORLD.client("rds", region).create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t3.medium",
        AllocatedStorage=20,
        **RDS_ENGINES[engine],
        **settings,
    )
    return made["DBInstance"]["Endpoint"]["Address"]


def make_looked_up(region, database, ids):
    """A database that is found by its identifier, with a subnet group of its own; the answer is its host name."""
    rds = WORLD.client("rds", region)
    rds.create_db_subnet_group(
        DBSubnetGroupName=database["id"],
        DBSubnetGroupDescription="Existing",
        SubnetIds=[ids[subnet] for subnet in database["subnetIds"]],
    )
    settings = {
        "MasterUsername": "admin",
        "DBSubnetGroupName": database["id"],
        "VpcSecurityGroupIds": [ids[group] for group in database["securityGroupIds"]],
        **({"ManageMasterUserPassword": True} if database["isManaged"] else {"MasterUserPassword": "correct-horse"}),
    }
    foreign_engine, port = FOREIGN_ENGINES.get(database["engine"], (None, None))
    if port:
        settings["Port"] = port
    if database["kind"] == "cluster":
        engine = "aurora-mysql" if database["engine"] == "mysql" else "aurora-postgresql"
        made = rds.create_db_cluster(DBClusterIdentifier=database["identifier"], Engine=engine, **settings)["DBCluster"]
    else:
        made = rds.create_db_instance(
            DBInstanceIdentifier=database["identifier"],
            DBInstanceClass="db.t3.medium",
            AllocatedStorage=20,
            **RDS_ENGINES.get(database["engine"], RDS_ENGINES["postgres"]),
            **settings,
        )["DBInstance"]
    if foreign_engine:
        backend = rds_backends[DEFAULT_ACCOUNT_ID][region]
        kept = backend.clusters if database["kind"] == "cluster" else backend.databases
        kept[database["identifier"]].engine = foreign_engine
    if database["isManaged"]:
        ids[database["masterSecret"]] = made["MasterUserSecret"]["SecretArn"]
    return made["Endpoint"] if database["kind"] == "cluster" else made["Endpoint"]["Address"]


def make_secret(region, secret, hosts, ids):
    """A secret with the value that its rotation function expects; the answer is what the configuration calls it."""
    value = {
        "engine": "mongo" if secret["engine"] == "mongodb" else secret["engine"],
        "host": hosts[secret["database"]],
        "username": secret["username"],
        "password": "correct-horse",
    }
    client = WORLD.client("secretsmanager", region)
    if "masterSecret" in secret:
        value["masterarn"] = client.describe_secret(SecretId=ids[secret["masterSecret"]])["ARN"]
    made = client.create_secret(Name=secret["name"], SecretString=json.dumps(value))
    return made["ARN"] if secret["id"].startswith("arn:") else secret["name"]


def put_parameters(wanted):
    client = WORLD.client("ssm", wanted["region"])
    for name, ids in wanted["parameters"].items():
        kind = "String" if len(ids) == 1 else "StringList"
        client.put_parameter(Name=name, Type=kind, Value=",".join(ids), Overwrite=True)
    return {}


# The server ---------------------------------------------------------------------------------------------------------


def answer(body, status=200, headers=None):
    return Response(json.dumps(body, default=str), status, headers, content_type="application/json")


def set_faults(faults):
    with WORLD.lock:
        WORLD.fail_change_set = faults.get("failChangeSet", WORLD.fail_change_set)
        WORLD.hold = faults.get("hold", WORLD.hold)
        WORLD.faults = faults.get("calls", WORLD.faults)
    return {}


def serve_control(request):
    routes = {
        "/standin/ledger": lambda: {
            "rotations": WORLD.rotations,
            "operations": WORLD.operations,
            "history": WORLD.history,
            "takenInUse": WORLD.taken_in_use,
            "calls": sorted(WORLD.calls),
            "held": WORLD.held,
        },
        "/standin/inventory": lambda: inventory(request.args["region"]),
        "/standin/landscape": lambda: make_landscape(request.get_json()),
        "/standin/parameters": lambda: put_parameters(request.get_json()),
        "/standin/faults": lambda: set_faults(request.get_json()),
    }
    try:
        return answer(routes[request.path]())
    except Exception as error:  # Whoever asked is to see why it went wrong.
        return answer({"message": f"{type(error).__name__}: {error}"}, 500)


# What AWS calls the requests that are told apart by their paths.
REST_OPERATIONS = [
    ("POST", r"/changesets$", "CreateCloudFormationChangeSet"),
    ("GET", r"^/applications/", "GetApplication"),
    ("POST", r"/functions/[^/]+/policy$", "AddPermission"),
    ("DELETE", r"/functions/[^/]+/policy/[^/]+$", "RemovePermission"),
    ("GET", r"/functions/[^/]+/policy$", "GetPolicy"),
    ("GET", r"/functions/[^/]+/versions$", "ListVersionsByFunction"),
    ("GET", r"/functions/[^/]+/code-signing-config$", "GetFunctionCodeSigningConfig"),
    ("POST", r"/functions/?$", "CreateFunction"),
    ("PUT", r"/functions/[^/]+/code$", "UpdateFunctionCode"),
    ("PUT", r"/functions/[^/]+/configuration$", "UpdateFunctionConfiguration"),
    ("GET", r"/functions/[^/]+/configuration$", "GetFunctionConfiguration"),
    ("DELETE", r"/functions/[^/]+$", "DeleteFunction"),
    ("GET", r"/functions/[^/]+$", "GetFunction"),
]


def operation_of(request):
    """The name of an AWS operation, as far as the ledger tells operations apart."""
    target = request.headers.get("X-Amz-Target")
    if target:
        return target.split(".")[-1]
    action = parse_qs(request.get_data().decode("utf-8", "replace")).get("Action")
    if action:
        return action[0]
    path = unquote(request.path)
    return next(
        (name for method, end, name in REST_OPERATIONS if method == request.method and re.search(end, path)),
        f"{request.method} {path}",
    )


def changes_something(operation):
    return not re.match(r"(Describe|Get|List|GET |HEAD )", operation)


def unquoted(request):
    """What a request says, its path included."""
    return unquote(request.path + request.get_data().decode("utf-8", "replace"))


# How each protocol calls the answers that a fault may give, and with which status.
ERRORS = {
    "ec2": {
        "refused": ("InvalidParameterValue", 400),
        "denied": ("UnauthorizedOperation", 403),
        "throttled": ("RequestLimitExceeded", 503),
        "error": ("InternalError", 500),
    },
    "query": {
        "refused": ("ValidationError", 400),
        "denied": ("AccessDenied", 403),
        "throttled": ("Throttling", 400),
        "error": ("InternalFailure", 500),
    },
    "json": {
        "refused": ("InvalidParameterException", 400),
        "denied": ("AccessDeniedException", 400),
        "throttled": ("ThrottlingException", 400),
        "error": ("InternalServiceError", 500),
    },
    "rest": {
        "refused": ("BadRequestException", 400),
        "denied": ("AccessDeniedException", 403),
        "throttled": ("TooManyRequestsException", 429),
        "error": ("ServiceException", 500),
    },
}


def protocol_of(request, service):
    if request.headers.get("X-Amz-Target"):
        return "json"
    if "Action" in parse_qs(request.get_data().decode("utf-8", "replace")):
        return "ec2" if service == "ec2" else "query"
    return "rest"


def disturbed(request, service, operation, kind):
    """The answer of a fault, as the service's protocol has it."""
    protocol = protocol_of(request, service)
    code, status = ERRORS[protocol][kind]
    message = f"{operation} is {kind} by the stand-in"
    if protocol == "json":
        return answer({"__type": code, "message": message}, status)
    if protocol == "rest":
        return answer({"message": message}, status, {"X-Amzn-ErrorType": code})
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
    if protocol == "ec2":
        body = f"<Response><Errors>{error}</Errors><RequestID>standin</RequestID></Response>"
    else:
        body = f"<ErrorResponse>{error}<RequestId>standin</RequestId></ErrorResponse>"
    return Response(body, status, content_type="text/xml")


def end_connection(environ):
    """Ends the connection without an answer, as a network that fails does."""
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError


class StandIn:
    """The WSGI application: the control requests, the repository, and moto for everything else."""

    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ, start_response):
        request = Request(environ)
        if request.path.startswith("/standin/"):
            return serve_control(request)(environ, start_response)
        scope = re.search(r"Credential=([^/]+)/\d{8}/([\w-]+)/([\w-]+)/", request.headers.get("Authorization", ""))
        key, region, service = scope.groups() if scope else ("", "us-east-1", "")
        if key == OWN_KEY:
            return self.moto(environ, start_response)
        return self.answer_once(environ, request, region, service)(environ, start_response)

    def answer_once(self, environ, request, region, service):
        """The answer to a request that is made again because the first answer was lost on its way is the first one."""
        invocation = request.headers.get("Amz-Sdk-Invocation-Id")
        if invocation in WORLD.answers:
            return WORLD.answers[invocation]
        operation = operation_of(request)
        WORLD.calls.add(f"{service}:{operation}")
        if changes_something(operation):
            WORLD.operations.append(operation)
        fault = WORLD.take_fault(operation, request)
        time.sleep(fault.get("seconds", 0))
        kind = fault.get("answer")
        if changes_something(operation) or kind:
            WORLD.history.append(f"{operation} {kind}" if kind else operation)
        response = self.carry_out(environ, request, region, service) if not kind or fault.get("carriedOut") else None
        if response and invocation and changes_something(operation) and response.status_code < 500:
            WORLD.answers[invocation] = response
        if WORLD.take_hold(operation):
            threading.Event().wait()
        if kind == "none":
            end_connection(environ)
        return disturbed(request, service, operation, kind) if kind else response

    def carry_out(self, environ, request, region, service):
        application = serve_repository(request, region) if service == "serverlessrepo" else self.moto
        return Response.from_app(application, self.unread(environ, request), buffered=True)

    @staticmethod
    def unread(environ, request):
        """The environment with its body unread again."""
        environ["wsgi.input"] = io.BytesIO(request.get_data())
        return environ


class QuietHandler(WSGIRequestHandler):
    def log(self, *_):
        pass


def main():
    server = make_server(HOST, 0, StandIn(), threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True
    WORLD.url = f"http://{HOST}:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    sys.stdin.read()
    os._exit(0)  # At once, whatever is still held.


if __name__ == "__main__":
    main()
