/** The login page of the local issuer: a list of accounts, no passwords, nothing from outside. */
import type { RequestHandler } from 'express';
import type { Provider } from 'oidc-provider';
import { isRecord } from '../json-file.ts';
import type { Claims } from './issuer.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0).toString()};`);

export function accountPage(accounts: Readonly<Record<string, Claims>>): RequestHandler {
  const rows = Object.entries(accounts).map(
    ([account, { name, roles }]) =>
      `<tr><td><button name="account" value="${escape(account)}">${escape(name)}</button></td><td>${escape(account)}</td><td>${escape(roles.join('、'))}</td></tr>`,
  );
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>一窗 · 选择帐号</title></head>
<body><h1>选择帐号</h1><p>开发环境:不需要密码。</p><form method="post"><table>${rows.join('\n')}</table></form></body></html>`;
  return (_request, response) => {
    response.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }).type('html').send(page);
  };
}

/** Somebody chose: the login goes on where the portal sent it from. */
export function chooseAccount(provider: Provider, accounts: Readonly<Record<string, Claims>>): RequestHandler {
  const known = new Map(Object.entries(accounts));
  return async (request, response) => {
    const form: unknown = request.body;
    const name = isRecord(form) ? form['account'] : undefined;
    const claims = typeof name === 'string' ? known.get(name) : undefined;
    if (!claims) {
      response.status(400).type('text').send('没有这个帐号');
      return;
    }
    await provider.interactionFinished(request, response, { login: { accountId: claims.sub } });
  };
}
