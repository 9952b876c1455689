import { IncomingMessage } from 'node:http';
import express, { type Express, type RequestHandler } from 'express';
import { isRecord } from '../json-file.ts';
import { accountPage, chooseAccount } from './account-page.ts';
import { type Issuer, refuseInProduction } from './issuer.ts';
import { createProvider, DEV_CLIENT, type Registry } from './provider.ts';

/** The issuer over HTTP. Development only: whoever reaches it becomes anybody. */
export function issuerApp(issuer: Issuer, registry: Registry): Express {
  refuseInProduction();
  const { accounts } = registry;
  const provider = createProvider(issuer, registry);
  const serve = provider.callback();
  const app = express();
  app.disable('x-powered-by');
  app.get('/accounts', (_request, response) => {
    response.json(Object.keys(accounts));
  });
  app.get('/interaction/:uid', accountPage(accounts));
  app.post(
    '/interaction/:uid',
    express.urlencoded({ extended: false, limit: '10kb' }),
    chooseAccount(provider, accounts),
  );
  app.post('/token', express.urlencoded({ extended: false, limit: '10kb' }), asSomeClient(serve));
  app.use((request, response) => void serve(request, response));
  return app;
}

/** OAuth wants every client to name itself; the one-curl login need not: it is then that of the development client. */
function asSomeClient(serve: ReturnType<ReturnType<typeof createProvider>['callback']>): RequestHandler {
  return async (request, response) => {
    const form: unknown = request.body;
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(isRecord(form) ? form : {}))
      for (const one of [value].flat()) fields.append(name, String(one));
    if (request.headers.authorization === undefined && !fields.has('client_id')) fields.set('client_id', DEV_CLIENT);
    const body = Buffer.from(fields.toString());
    // The provider reads the body itself, so it gets the request anew.
    const again = new IncomingMessage(request.socket);
    again.method = request.method;
    again.url = request.originalUrl;
    again.headers = { ...request.headers, 'content-length': String(body.length) };
    again.complete = true;
    again.push(body);
    again.push(null);
    await serve(again, response);
  };
}
