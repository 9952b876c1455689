import { isRecord } from '../json-file.ts';
import { DEV_LOGIN_GRANT } from './provider.ts';

/** What the one-curl login does: a token of the issuer for one of its accounts. */
export async function logIn(issuerUrl: string, account: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: DEV_LOGIN_GRANT, account }),
  });
  const answer: unknown = await response.json();
  if (isRecord(answer) && typeof answer['access_token'] === 'string') return answer['access_token'];
  throw new Error(`no token for ${account}: ${JSON.stringify(answer)}`);
}
