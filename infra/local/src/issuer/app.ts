import express, { type Express } from 'express';
import { isRecord } from '../json-file.ts';
import { type Claims, type Issuer, refuseInProduction } from './issuer.ts';

export const DEV_LOGIN_GRANT = 'urn:yichuang:dev-login';
const TOKEN_LIFETIME_SECONDS = 8 * 3600;

/** The issuer over HTTP: keys, discovery, and a token for any of the given accounts without a password. Development only. */
export function issuerApp(issuer: Issuer, accounts: Readonly<Record<string, Claims>>): Express {
  refuseInProduction();
  const known = new Map(Object.entries(accounts));
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false, limit: '10kb' }));

  app.get('/.well-known/jwks.json', (_request, response) => {
    response.json(issuer.jwks());
  });

  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({
      issuer: issuer.url,
      jwks_uri: `${issuer.url}/.well-known/jwks.json`,
      token_endpoint: `${issuer.url}/token`,
      grant_types_supported: [DEV_LOGIN_GRANT],
    });
  });

  app.get('/accounts', (_request, response) => {
    response.json([...known.keys()]);
  });

  app.post('/token', async (request, response) => {
    response.set('cache-control', 'no-store');
    const body: unknown = request.body;
    const form = isRecord(body) ? body : {};
    if (form['grant_type'] !== DEV_LOGIN_GRANT) {
      response.status(400).json({ error: 'unsupported_grant_type' });
      return;
    }
    const claims = typeof form['account'] === 'string' ? known.get(form['account']) : undefined;
    if (claims === undefined) {
      response.status(400).json({ error: 'invalid_grant', error_description: 'unknown account' });
      return;
    }
    const token = await issuer.token(claims, { expiresIn: TOKEN_LIFETIME_SECONDS });
    response.json({ access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME_SECONDS });
  });

  return app;
}
