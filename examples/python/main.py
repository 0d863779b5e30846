"""What the default configuration of the package makes, as a program in Python."""

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_secret_rotation import (
    RotationApplication,
    RotationNetwork,
    RotationSchedule,
    SecretRotation,
)

app = App()
stack = TerraformStack(app, "production")
AwsProvider(stack, "Aws", region="us-east-1")

network = RotationNetwork.vpc(
    stack,
    "Network",
    vpc_id="vpc-0a1b2c3d4e5f60718",
    subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
    database_security_group_ids=["sg-0a1b2c3d4e5f60718"],
)

SecretRotation(
    stack,
    "OrdersRotation",
    secret="production/orders",
    master_secret="production/orders-master",
    application=RotationApplication.MYSQL_MULTI_USER,
    network=network,
    schedule=RotationSchedule.every_days(7),
)

app.synth()
