/** The HTTP side that all services share: health, metrics, limits, problems. */
import express, { type Express, type Request, type Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import type { Logger } from '../log.ts';
import { nextStep, withTrace } from '../observe/trace.ts';
import type { Courtesy } from './courtesy.ts';
import { limitDepth } from './limits.ts';
import { problemHandler, unknownRoute } from './problem.ts';

export interface AppOptions {
  service: string;
  log: Logger;
  /** Hears of every request. */
  courtesy?: Courtesy;
  /** Why the service cannot work now; none when it can. */
  unready: () => Promise<string | undefined>;
  /** Adds gauges of the process's own. */
  watch?: (registry: Registry) => void;
}

/** Builds an app; `mount` adds its routes before the closing handlers. */
export function createApp(
  { service, log, courtesy, unready, watch }: AppOptions,
  mount: (app: Express) => void = () => undefined,
): Express {
  // Whoever calls reads what is wrong with a field in Chinese.
  z.config(z.locales.zhCN());
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
  watch?.(registry);
  app.use((request, response, next) => {
    const stop = seconds.startTimer();
    if (courtesy) response.once('close', courtesy.request());
    const trace = nextStep(request.header('traceparent'));
    response.on('finish', () => {
      const { method } = request;
      const answered = { method, route: routeOf(request), status: response.statusCode };
      const taken = stop(answered);
      if (method !== 'GET')
        withTrace(trace, () =>
          log.info({ ...answered, ms: Math.round(taken * 1000), ...actOf(request, response) }, 'act'),
        );
    });
    withTrace(trace, next);
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

/** Which command an answer is about; IDs only. */
function actOf(request: Request, response: Response): { realm?: string; commandId?: string } {
  const realm = request.header('sandbox-realm');
  const commandId = response.get('Command-Id') ?? /^\/v1\/commands\/(.+)$/.exec(response.get('Location') ?? '')?.[1];
  return { ...(realm !== undefined && { realm }), ...(commandId !== undefined && { commandId }) };
}
