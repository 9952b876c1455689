/** Errors of the way to the database, or of a database that is just coming or going: the same again may succeed. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08|53|57|40|55P03)/.test(code) ||
    /ECONN|ETIMEDOUT|EPIPE|terminated|timeout|Connection/i.test(`${code} ${error.message}`)
  );
}
