import { existsSync } from 'fs';
import { chromium, Browser } from 'playwright-core';

/** Where distributions put Chromium; the variable names another place. */
const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** What to say where there is no Chromium. */
export const MISSING =
  'no page was opened, because there is no Chromium at ' +
  `${PLACES.filter(Boolean).join(', ')}. Install it ("apt-get install chromium" on Debian), ` +
  'or name it in the environment variable CHROMIUM';

export function findChromium(): string | undefined {
  return PLACES.find((place) => place !== undefined && existsSync(place));
}

/** Starts Chromium, which calls nobody by itself. Root has no sandbox. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}
