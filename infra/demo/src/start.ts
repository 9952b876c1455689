/** `npm start`: servers, services and workers, then the demo; stays up until Ctrl-C, which stops what it started and nothing else. */
import path from 'node:path';
import process from 'node:process';
import {
  createApiClient,
  type Infrastructure,
  MissingServersError,
  type System,
  startInfrastructure,
  startSystem,
} from '@yichuang/local';
import { openLiveCase, runDemo } from './demo.ts';

const root = path.join(import.meta.dirname, '../../..');
const dataDir = path.join(root, '.data');
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

let infrastructure: Infrastructure | undefined;
let system: System | undefined;
let stopping: Promise<void> | undefined;

const stop = (code: number): void => {
  stopping ??= (async () => {
    print('\n正在停止 / stopping');
    await system?.stop();
    await infrastructure?.stop();
  })().then(
    () => process.exit(code),
    (error: unknown) => {
      print(String(error));
      process.exit(1);
    },
  );
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stop(0);
  });

try {
  const from = Date.now();
  infrastructure = await startInfrastructure({ dataDir, fixedPorts: true, ui: true, log: print });
  const { temporalUiUrl } = infrastructure;
  system = await startSystem({
    infrastructure,
    name: 'yichuang',
    namespace: 'default',
    dataDir,
    fixedPorts: true,
    log: print,
  });
  print(`就绪,用时 ${((Date.now() - from) / 1000).toFixed(1)} 秒 / ready`);
  const pageOf =
    temporalUiUrl === undefined
      ? undefined
      : (id: string): string => `${temporalUiUrl}/namespaces/default/workflows/${encodeURIComponent(id)}`;
  const api = createApiClient(system);
  const options = { api, print, ...(pageOf !== undefined && { pageOf }) };
  if (!process.argv.includes('--no-demo')) {
    await runDemo({ ...options, realm: `demo-${String(Date.now())}` });
    await openLiveCase(options);
  }
  addresses(system, temporalUiUrl);
} catch (error) {
  if (!stopping) {
    print(
      error instanceof MissingServersError
        ? error.message
        : String(error instanceof Error ? (error.stack ?? error) : error),
    );
    stop(1);
  }
}

function addresses({ urls, issuerUrl }: System, temporalUiUrl: string | undefined): void {
  const lines: [string, string][] = [
    ['收件受理 intake', urls.intake],
    ['并联审批 approval', urls.approval],
    ['统一出件 issuance', urls.issuance],
    ['协办 assist', urls.assist],
    ['接口文档 docs', [urls.intake, urls.approval, urls.issuance, urls.assist].map((url) => `${url}/docs/`).join('  ')],
    ['问题代码 problems', `${urls.intake}/problems`],
    ['令牌 tokens', `curl -s -d grant_type=urn:yichuang:dev-login -d account=applicant ${issuerUrl}/token`],
    ['帐号 accounts', `${issuerUrl}/accounts`],
  ];
  if (temporalUiUrl !== undefined) lines.push(['Temporal UI', temporalUiUrl]);
  print('');
  for (const [name, url] of lines) print(`${name.padEnd(20)}${url}`);
  print('\nCtrl-C 停止 / stops');
}
