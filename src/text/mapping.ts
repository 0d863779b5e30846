/** Whether a value that was read is a mapping: neither a list nor a single value. */
export function isMapping(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
