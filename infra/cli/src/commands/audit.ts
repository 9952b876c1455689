/** `audit verify`: is the trail whole, is it what was signed, is it what was published? */
import { parseArgs } from 'node:util';
import { type ServiceName, services } from '@yichuang/contracts/temporal';
import { auditCase, auditPages, casesWithTrail, checkTopics, localFolder, sealKey } from '@yichuang/platform';
import { type Command, type Io, UsageError } from '../command.ts';
import { type Connection, connected } from '../connection.ts';

interface Broken {
  service: ServiceName;
  caseNo: string;
  /** Link of the chain; none for the page of a document. */
  brokenAt?: number;
  why: string;
}

interface Tally {
  service: ServiceName;
  cases: number;
  facts: number;
  signed: number;
  messages: number;
  pages: number;
}

export const audit: Command = {
  usage: ['audit verify [NO] [--topics] [--json]'],
  summary:
    '留痕是否完整、与签名及已发布的消息一致,文书的 PDF 是否未改;--topics 并核对消息主题 / chains, signed heads, published IDs, PDFs',
  run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, topics: { type: 'boolean', default: false } },
    });
    const [action, no, ...rest] = positionals;
    if (action !== 'verify' || rest.length > 0) throw new UsageError('audit verify [NO]');
    return connected(io, async (connection) => {
      const broken: Broken[] = [];
      const tallies: Tally[] = [];
      for (const service of services) tallies.push(await verify(connection, service, no, broken));
      if (values.topics) broken.push(...(await inTopics(connection, no)));
      if (no !== undefined && tallies.every(({ cases }) => cases === 0)) {
        io.err(`没有办件 ${no} 的留痕 / no trail of this case`);
        return 1;
      }
      const { sealKey, storageDir } = connection.config;
      const checked = { keyed: sealKey !== undefined, stored: storageDir !== undefined };
      report(io, tallies, broken, { json: values.json, ...checked });
      return broken.length === 0 ? 0 : 1;
    });
  },
};

async function verify(
  { db, config }: Connection,
  service: ServiceName,
  no: string | undefined,
  broken: Broken[],
): Promise<Tally> {
  const key = config.sealKey === undefined ? undefined : sealKey(config.sealKey);
  const storage = config.storageDir === undefined ? undefined : localFolder(config.storageDir, config.storageKeys);
  const tally = { service, cases: 0, facts: 0, signed: 0, messages: 0, pages: 0 };
  for await (const caseNo of casesWithTrail(db(service), service, no)) {
    const result = await auditCase(db(service), { service, caseNo, key });
    tally.cases += 1;
    tally.facts += result.links;
    if (!result.intact) broken.push({ service, caseNo, brokenAt: result.brokenAt, why: result.why });
    else {
      tally.signed += result.sealedUpTo;
      tally.messages += result.messages;
    }
    if (!storage) continue;
    const { pages, broken: changed } = await auditPages(db(service), storage, { service, caseNo });
    tally.pages += pages;
    broken.push(...changed.map(({ why }) => ({ service, caseNo, why })));
  }
  return tally;
}

async function inTopics({ db, config }: Connection, no: string | undefined): Promise<Broken[]> {
  const found = await Promise.all(
    services.map(async (service) => {
      const problems = await checkTopics(db(service), { service, ...config.kafka, caseNo: no });
      return problems.map((problem) => ({ service, ...problem }));
    }),
  );
  return found.flat();
}

function report(
  { out, err }: Io,
  tallies: Tally[],
  broken: Broken[],
  { json, keyed, stored }: { json: boolean; keyed: boolean; stored: boolean },
): void {
  if (json) {
    out(JSON.stringify({ intact: broken.length === 0, services: tallies, broken }));
    return;
  }
  for (const { service, cases, facts, signed, messages, pages } of tallies)
    out(
      `${service}:${String(cases)} 件,${String(facts)} 条事实(${String(signed)} 条已签名),${String(messages)} 条消息,${String(pages)} 份文书`,
    );
  if (!keyed) out('没有 SEAL_KEY,签名只与链核对 / without SEAL_KEY signatures are only compared with the chain');
  if (!stored) out('没有 STORAGE_DIR,没有核对文书的 PDF / without STORAGE_DIR the PDFs are not checked');
  for (const { service, caseNo, brokenAt, why } of broken)
    err(`${service} ${caseNo} ${brokenAt === undefined ? '' : `第 ${String(brokenAt)} 条:`}${why} / broken`);
  if (broken.length === 0) out('留痕完整 / intact');
}
