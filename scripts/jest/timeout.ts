import { jest } from '@jest/globals';

declare global {
  var testSeconds: number;
}

// Jest reads testTimeout of the whole run only; this sets the one of a project.
jest.setTimeout(globalThis.testSeconds * 1000);
