/** The written contract of a service, offline: `/openapi.json`, `/docs`, `/problems`. No address outside the service is asked. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@yichuang/contracts/temporal';
import express, { type Express, type RequestHandler } from 'express';
import { openApiDocument } from './openapi.ts';
import { problemsPage } from './problem-pages.ts';
import type { Routes } from './route.ts';

/** The page of swagger-ui sets styles of its own elements; scripts are files of this service only. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const secured: RequestHandler = (_request, response, next) => {
  response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
  next();
};

export function serveDocs(app: Express, service: ServiceName, { table }: Pick<Routes, 'table'>): void {
  const pages = path.join(import.meta.dirname, 'docs');
  const swaggerUi = path.dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
  let text: string | undefined;
  app.get('/openapi.json', (_request, response) => {
    text ??= JSON.stringify(openApiDocument(service, table));
    response.type('application/json').send(text);
  });
  app.get('/problems', secured, (_request, response) => {
    response.type('html').send(problemsPage());
  });
  app.use('/docs', secured, express.static(pages), express.static(swaggerUi, { index: false, redirect: false }));
}
