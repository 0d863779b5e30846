export * from './partition';
export * from './regions';
export * from './rotation-application';
export * from './rotation-strategy';
