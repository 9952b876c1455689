/** The HTTP side that all services share: health, metrics, limits, problems. */
import express, { type Express, type Request } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Logger } from '../log.ts';
import { limitDepth } from './limits.ts';
import { problemHandler, unknownRoute } from './problem.ts';

export interface AppOptions {
  service: string;
  log: Logger;
  /** Why the service cannot work now; none when it can. */
  unready: () => Promise<string | undefined>;
}

/** Builds an app; `mount` adds its routes before the closing handlers. */
export function createApp({ service, log, unready }: AppOptions, mount: (app: Express) => void): Express {
  const app = express();
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'yichuang_http_request_seconds',
    help: 'Duration of HTTP requests by route.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use((request, response, next) => {
    const stop = seconds.startTimer();
    response.on('finish', () => {
      stop({ method: request.method, route: routeOf(request), status: response.statusCode });
    });
    next();
  });
  app.get('/healthz', (_request, response) => {
    response.json({ service, status: 'up' });
  });
  app.get('/readyz', async (_request, response) => {
    const reason = await unready();
    response.status(reason === undefined ? 200 : 503).json({ service, ready: reason === undefined, reason });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  app.use(express.json({ limit: '256kb' }), limitDepth);
  mount(app);
  app.use(unknownRoute);
  app.use(problemHandler(log));
  return app;
}

/** The pattern of the matched route, never the URL: it would name cases. */
function routeOf(request: Request): string {
  const route: unknown = request.route;
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string'
    ? route.path
    : 'none';
}
