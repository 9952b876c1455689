/**
 * Closes a `switch` over a discriminated union: a new member stops the build here.
 * @throws {Error} when data from outside carries a member this build does not know
 */
export function assertNever(x: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(x)}`);
}
