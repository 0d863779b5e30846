export * from './catalogue/exclude-character-lists';
export * from './catalogue/rotation-application';
export * from './catalogue/rotation-strategy';
