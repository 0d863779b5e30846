import { RotationApplication } from './rotation-application';

/** All applications of the catalogue. */
export const APPLICATIONS: readonly RotationApplication[] = Object.values(RotationApplication).filter(
  (member): member is RotationApplication => member instanceof RotationApplication,
);

/** The application that rotates an engine's secrets with a strategy. */
export function findApplication(engine?: string, strategy?: string): RotationApplication | undefined {
  if (engine === undefined) return undefined;
  return APPLICATIONS.find(
    (application) => application.engine === engine && application.strategy === strategy,
  );
}
