export { openLiveCase, runDemo } from './demo.ts';
