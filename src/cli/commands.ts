import type { Command } from './command';

/** Every command by its name. Only the one that is called is loaded, because some need much and some little. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init')).init,
  synth: async () => (await import('./synth')).synth,
  rehearse: async () => (await import('./rehearse')).rehearse,
  validate: async () => (await import('./validate')).validate,
  calendar: async () => (await import('./calendar')).calendar,
  'import-plan': async () => (await import('./import-plan')).importPlan,
  policy: async () => (await import('./policy')).policy,
  'check-policy': async () => (await import('./check-policy')).checkPolicy,
  'check-secret': async () => (await import('./check-secret')).checkSecretCommand,
  applications: async () => (await import('./applications')).applications,
  'export-module': async () => (await import('./export-module')).exportModule,
};
