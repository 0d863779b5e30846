import { Located } from './finding';
import { missingKeys } from './missing-keys';
import { RotationConfig } from './model';
import { MOST_KEPT, SchemaFindings, schemaFindings } from './schema-findings';

/** What has not its form as it was written, and what is missing when the defaults have been filled in. */
export function formFindings(data: unknown, config: RotationConfig): SchemaFindings {
  const ofSchema = schemaFindings(data);
  return ofSchema.isComplete ? withMissing(ofSchema, missingKeys(config)) : ofSchema;
}

function withMissing({ found, more }: SchemaFindings, missing: readonly Located[]): SchemaFindings {
  const kept = missing.slice(0, MOST_KEPT);
  const left = missing.length - kept.length;
  return { found: [...found, ...kept], more: more + left, isComplete: left === 0 };
}
