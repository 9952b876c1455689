/** A real OpenID provider on the local accounts: RFC 9068 access tokens for department systems, people and the one-curl login. */
import { randomBytes } from 'node:crypto';
import { errors, interactionPolicy, Provider, type ResourceServer } from 'oidc-provider';
import { AUDIENCE, type Claims, type Issuer } from './issuer.ts';
import { ALGORITHM } from './key.ts';
import { memoryStore } from './store.ts';

/** `account` → a token for it, without a password. Development only. */
export const DEV_LOGIN_GRANT = 'urn:yichuang:dev-login';
export const DEV_CLIENT = 'yichuang-dev';
/** People's portals: authorization code with PKCE, back to any port of this machine (RFC 8252 7.3). */
export const PORTAL_CLIENT = 'yichuang-portal';

const RESOURCE = 'urn:yichuang:api';
const SCOPE = 'api';
const LIFETIME_SECONDS = 8 * 3600;

/** A system that calls by client credentials. */
export interface SystemClient {
  secret: string;
  claims: Claims;
}

export interface Registry {
  /** By account name. */
  accounts: Readonly<Record<string, Claims>>;
  /** By client ID. */
  systems: Readonly<Record<string, SystemClient>>;
}

const api: ResourceServer = {
  scope: SCOPE,
  audience: AUDIENCE,
  accessTokenFormat: 'jwt',
  accessTokenTTL: LIFETIME_SECONDS,
  jwt: { sign: { alg: ALGORITHM } },
};

/** Nobody is asked for consent to a system of their own, portals on this machine included. */
function loginOnly(): ReturnType<typeof interactionPolicy.base> {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

export function createProvider({ url, key }: Pick<Issuer, 'url' | 'key'>, { accounts, systems }: Registry): Provider {
  const people = new Map(Object.values(accounts).map((claims) => [claims.sub, claims]));
  const provider: Provider = new Provider(url, {
    adapter: memoryStore(),
    jwks: { keys: [{ ...key }] },
    cookies: { keys: [randomBytes(32).toString('base64')] },
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    clients: [
      {
        client_id: PORTAL_CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/callback'],
      },
      {
        client_id: DEV_CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: [DEV_LOGIN_GRANT],
        response_types: [],
        redirect_uris: [],
      },
      ...Object.entries(systems).map(([client_id, { secret }]) => ({
        client_id,
        client_secret: secret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      })),
    ],
    scopes: ['openid', SCOPE],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => api,
      },
    },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const claims = people.get(sub);
      return claims && { accountId: sub, claims: () => ({ sub, name: claims.name }) };
    },
    extraTokenClaims: (_context, token) => {
      const claims =
        token.kind === 'ClientCredentials' ? systems[token.clientId ?? '']?.claims : people.get(token.accountId);
      if (!claims) return undefined;
      const { sub: _sub, ...extra } = claims;
      return extra;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}`, policy: loginOnly() },
    loadExistingGrant: async ({ oidc: { client, session } }) => {
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(RESOURCE, SCOPE);
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: LIFETIME_SECONDS,
      ClientCredentials: LIFETIME_SECONDS,
      Grant: LIFETIME_SECONDS,
      Session: LIFETIME_SECONDS,
      Interaction: 600,
      AuthorizationCode: 60,
      IdToken: 600,
    },
  });
  provider.registerGrantType(
    DEV_LOGIN_GRANT,
    async (context) => {
      const { client, params } = context.oidc;
      const name = params['account'];
      const claims = typeof name === 'string' ? new Map(Object.entries(accounts)).get(name) : undefined;
      if (!claims) throw new errors.InvalidGrant('unknown account');
      const token = new provider.AccessToken({
        accountId: claims.sub,
        client,
        grantId: '',
        gty: DEV_LOGIN_GRANT,
        scope: SCOPE,
      });
      token.resourceServer = new provider.ResourceServer(RESOURCE, api);
      context.body = {
        access_token: await token.save(),
        token_type: 'Bearer',
        expires_in: LIFETIME_SECONDS,
        scope: SCOPE,
      };
    },
    ['account'],
  );
  return provider;
}
