/** Puts message and stack of a failure into a payload, so that they are encrypted. Bundled with workflows: imports nothing of ours. */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });

/** Tells a bundle that has this converter from one that has not. */
export const mark = 'yichuang:failures-encoded';
