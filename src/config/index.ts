export type { Finding, Severity } from './finding';
export * from './load';
export * from './model';
export * from './report';
export * from './resolved-text';
