/** Whatever anybody sends, whenever: what must hold of every application. */
import { expect, it } from '@jest/globals';
import { type ApplicationFact, type NewFact } from '@yichuang/contracts';
import { dateOf, type Instant, instant, millis } from '@yichuang/kernel';
import fc from 'fast-check';
import { receiptOf } from '../../src/application/model.ts';
import {
  type ApplicationBench,
  accept,
  acceptWith,
  filing as filingNow,
  giveBack,
  notRequired,
  online,
  onsite,
  paper,
  refuse,
  reroute,
  type Sent,
  sign,
  supply,
  window,
  withdraw,
} from './application-bench.ts';
import { amended, clerk, coordinator, friday, handler } from './cases.ts';
import { askDraft, bring, draft, override, tell } from './correction-bench.ts';

const departments = ['housing', 'urban-management', 'transport', 'water'];
const items = ['I46', 'I40', 'I29'];
const fiveDays = 12 * 24 * 60;

type Step = { minutes: number } & (
  | { act: 'send'; sent: Sent; from: string }
  | { act: 'wait' }
  | { act: 'amend'; date: string; working: boolean }
);

const item = fc.constantFrom(...items, 'I39');
const department = fc.constantFrom(...departments);
const sent: fc.Arbitrary<Sent> = fc.oneof(
  fc.option(item, { nil: undefined }).map((code) => accept(code)),
  fc.tuple(item, fc.option(department, { nil: undefined })).map(([code, to]) => giveBack(code, to)),
  fc.tuple(fc.option(item, { nil: undefined }), fc.constantFrom('理由', ' ')).map(([code, why]) => refuse(code, why)),
  fc.option(item, { nil: undefined }).map((code) => notRequired(code)),
  fc.tuple(item, department).map(([code, to]) => reroute(code, to)),
  fc.constantFrom('资金承诺', '合同', '设计图').map((name) => acceptWith({ deficits: [name] })),
  fc.constantFrom('资金承诺', '设计图').map((name) => supply(name)),
  item.map((code) => sign(code)),
  fc.constantFrom(acceptWith({ onCommitment: true }), withdraw(), paper()),
  fc
    .tuple(fc.option(item, { nil: undefined }), fc.constantFrom<string[]>(['合同'], ['合同', '设计图']))
    .map(([itemCode, materials]) => tell({ materials, ...(itemCode !== undefined && { itemCode }) })),
  fc
    .tuple(fc.constantFrom('合同', '设计图'), fc.option(item, { nil: undefined }))
    .map(([name, code]) => bring([name], code)),
  item.map((code) => askDraft(code)),
  item.map((code) => draft(code, ['合同'])),
  fc.constantFrom(override('漏列'), override(' ', 'I46')),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('send' as const), sent, from: department, minutes: fc.nat(1_600) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes: fc.nat(3_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('amend' as const),
      minutes: fc.nat(1_600),
      date: fc.constantFrom('2026-09-19', '2026-09-20', '2026-09-22', '2026-09-23', '2026-09-25'),
      working: fc.boolean(),
    }),
  },
);
const current = (region: string) => (codes: string[]) => filingNow({ region, items: codes });
const filing = fc.constantFrom(
  online,
  onsite,
  window,
  ...['hunan', 'jiangcheng', 'xiangzhou', 'dalian'].map((region) => current(region)),
);

const actorOf = ({ kind, body }: Sent, from: string): typeof clerk =>
  kind === 'reroute' ? coordinator : kind === 'notRequired' && !('itemCode' in body) ? clerk : handler(from);

const answers = (facts: readonly { type: string; data: unknown }[], code: string): number =>
  facts.filter(
    ({ type, data }) =>
      ['itemAccepted', 'itemAcceptanceRefused', 'itemNotRequired'].includes(type) &&
      JSON.stringify(data).includes(`"itemCode":"${code}"`),
  ).length;

/** When acceptance is over only what is owed comes in. */
const mayFollow = ['calendarAdopted', 'paperReceived', 'deficitSupplied'];

function check(bench: ApplicationBench, now: Instant): void {
  const { facts, machine, state, initial } = bench;
  for (const code of items) expect(answers(facts, code)).toBeLessThanOrEqual(1);
  const folded = facts.reduce((before, fact: NewFact) => machine.apply(before, fact), initial);
  expect(folded).toEqual(state);
  const next = bench.next();
  if (next !== undefined) expect(next > now).toBe(true);
  const end = facts.findIndex(({ type }) => type === 'acceptanceConcluded');
  if (end >= 0) expect(facts.slice(end + 1).filter(({ type }) => !mayFollow.includes(type))).toEqual([]);
  expect(bench.closed !== undefined).toBe(machine.finished(state));
  answersOfTheWhole(bench);
  corrections(bench);
  expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).sort());
  for (const fact of facts) if (fact.type === 'itemAccepted') acceptedOn(bench, fact);
}

/** The application's answer is made anew only when a further item is accepted after a reroute: it grows. */
function answersOfTheWhole({ facts }: ApplicationBench): void {
  const sizes = facts.flatMap((fact) => (fact.type === 'applicationAccepted' ? [fact.data.accepted.length] : []));
  expect(sizes).toEqual([...new Set(sizes)].sort());
}

/** Told once; nothing is accepted while it is awaited, by silence or word, nor once the applicant's time ran out. */
function corrections({ facts, state, machine }: ApplicationBench): void {
  const told = facts.flatMap((fact) => (fact.type === 'correctionIssued' ? fact.data.itemCodes : []));
  expect(told).toEqual([...new Set(told)]);
  const { notices } = state.correction;
  const accepted = facts.flatMap((fact) => (fact.type === 'itemAccepted' ? [fact.data.itemCode] : []));
  for (const { phase, itemCodes } of notices)
    if (phase !== 'complete') expect(itemCodes.filter((code) => accepted.includes(code))).toEqual([]);
  if (state.concluded) return;
  const open = machine.open(state).deadlines.map(({ key }) => key);
  expect(open).toEqual([...new Set(open)]);
  for (const notice of notices)
    expect(open.includes(`correction:${String(notice.n)}`)).toBe(notice.phase === 'awaited');
}

/** The day of the act; by silence the day the holder's period ran out, or the day of receipt; never before receipt or after the fact. */
function acceptedOn({ state }: ApplicationBench, fact: Extract<ApplicationFact, { type: 'itemAccepted' }>): void {
  const { deemed, acceptedOn: day, itemCode } = fact.data;
  const receipt = dateOf(receiptOf(state, itemCode).receivedAt);
  if (deemed) expect([receipt, dateOf(fact.at)]).toContain(day);
  else expect(day).toBe(dateOf(fact.at));
}

it('each item is answered once, acceptance stands, nothing comes after the end', () => {
  fc.assert(
    fc.property(filing, fc.array(step, { maxLength: 14 }), (file, steps) => {
      const bench = file(items);
      let ms = millis(friday);
      let version = 1;
      for (const one of steps) {
        ms += one.minutes * 60_000;
        const at = instant(ms);
        const accepted = Object.entries(bench.state.items).filter(([, { phase }]) => phase === 'accepted');
        bench.advance(at);
        if (one.act === 'send') bench.command(at, actorOf(one.sent, one.from), one.sent);
        if (one.act === 'amend' && !bench.state.concluded) {
          version += 1;
          bench.amend(amended(version, one.date, one.working, at), at);
          bench.advance(at);
        }
        check(bench, at);
        for (const [code, phase] of accepted) expect(bench.state.items[code]).toEqual(phase);
      }
      const end = instant(millis(friday) + fiveDays * 60_000);
      if (ms < millis(end) && version === 1) {
        bench.advance(end);
        // What was taken in before acceptance waits for the applicant, the others for five days from the last receipt.
        if (!bench.state.stopped && bench.state.round < 2 && bench.state.correction.notices.length === 0)
          expect(bench.state.concluded).toBe(true);
        check(bench, end);
        // The applicant's time to correct, and five days after it, are over too.
        const later = instant(millis(friday) + 60 * 24 * 60 * 60_000);
        bench.advance(later);
        if (bench.state.stopped !== 'deficits') expect(bench.state.concluded).toBe(true);
        check(bench, later);
      }
    }),
    { numRuns: 400 },
  );
});
