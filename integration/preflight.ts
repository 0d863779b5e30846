/** Says in plain words what the integration tests miss on this machine. */
import { missingTools } from './tools';

const missing = missingTools(process.env);
missing.forEach((sentence) => console.error(sentence));
if (missing.length > 0) {
  console.error('The integration tests cannot run.');
  process.exitCode = 1;
}
