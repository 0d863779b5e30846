export type { Finding, Severity } from './finding';
export * from './config-file';
export * from './load';
export * from './model';
export * from './report';
