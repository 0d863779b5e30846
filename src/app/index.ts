export * from './rotation-stack';
