export * from './application.ts';
export * from './review.ts';
export * from './words.ts';
