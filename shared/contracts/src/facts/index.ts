export * from './application.ts';
export * from './assist.ts';
export * from './calendar.ts';
export * from './correction.ts';
export * from './document.ts';
export * from './issuance.ts';
export * from './review.ts';
export * from './words.ts';
