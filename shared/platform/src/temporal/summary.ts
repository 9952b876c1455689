/** What operators read of a start input in a list of workflows. */
export const summaryOf = (input: object | undefined): string | null =>
  input && 'summary' in input && typeof input.summary === 'string' ? input.summary : null;
