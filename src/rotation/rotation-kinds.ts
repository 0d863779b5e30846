import { Construct } from 'constructs';
import { Problem } from '../problem';
import { propInvalid } from './problems';

/** What a prop is to be. A program in JavaScript may give anything. */
interface Kind {
  readonly fits: (given: any) => boolean;
  readonly wanted: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  secret: { fits: (given) => typeof given === 'string', wanted: "secret's name or ARN" },
  masterSecret: { fits: (given) => typeof given === 'string', wanted: "secret's name or ARN" },
  schedule: {
    fits: (given) => given?.automaticallyAfterDays !== undefined || given?.scheduleExpression !== undefined,
    wanted: 'schedule; write RotationSchedule.everyDays(30), for example',
  },
  application: {
    fits: (given) => typeof given?.arns === 'object',
    wanted: 'application; write RotationApplication.MYSQL_SINGLE_USER, for example',
  },
  rotationFunction: {
    fits: (given) => Construct.isConstruct(given) && 'functionArn' in given,
    wanted: 'rotation function; write RotationFunction.fromFunctionArn for one that exists',
  },
  network: {
    fits: (given) => Construct.isConstruct(given) && 'subnetIds' in given,
    wanted: 'network; write RotationNetwork.vpc, for example',
  },
  redshiftWarehouse: {
    fits: (given) => typeof given?.service === 'string',
    wanted: 'warehouse; write RedshiftWarehouse.serverless() or RedshiftWarehouse.cluster',
  },
};

/** What a rotation cannot do without. */
const REQUIRED = ['secret', 'schedule'];

/** What among the props of a rotation or function is something else than its kind, or is missing. */
export function kindProblems(props: unknown, required: readonly string[] = REQUIRED): Problem[] {
  if (typeof props !== 'object' || props === null) return [propInvalid('props', props, 'mapping of props')];
  return Object.entries(KINDS).flatMap(([name, { fits, wanted }]) => {
    const given = (props as Record<string, unknown>)[name];
    if (given === undefined && !required.includes(name)) return [];
    return fits(given) ? [] : [propInvalid(name, given, wanted)];
  });
}
