/**
 * 容缺: what may follow is not a main material. 000 三(六): accepted, the result waits; 004 二(五): taken in before acceptance, the
 * five days stand still until the rest is in.
 */
import type { ApplicationFact, Deficit, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import type { ItemSlice } from '@yichuang/regions/types';
import { no, yes } from '../lib/machine.ts';
import { noDeficit } from './answers.ts';
import { answered, openItems } from './items.ts';
import type { Command } from './messages.ts';
import { type ApplicationState, applyToApplication, period } from './model.ts';
import { type ApplicationDecision, openCheck } from './moves.ts';

/** The materials named, by item, or why they may not follow. */
export function judgeDeficits(
  state: ApplicationState,
  named: string[],
): { deficits: Deficit[] } | { problem: Refusal } {
  const { deficits: rule } = state.slice.rules;
  const clause = rule.basis.join(';');
  if (rule.mode === 'off')
    return {
      problem: {
        code: 'no-deficits-here',
        title: '本地区不实行容缺受理',
        detail: '本地区没有容缺受理的规定;材料不齐的,一次性告知申请人补正。',
        clause,
      },
    };
  const open = openItems(state);
  const items = state.slice.items.filter(({ code }) => open.includes(code));
  const concerned = named.map((name) => ({ name, items: itemsLacking(state, items, name) }));
  const unknown = concerned.find((one) => one.items.length === 0);
  if (unknown)
    return {
      problem: {
        code: 'deficit-unknown-material',
        title: '没有这项材料',
        detail: `申报的事项没有名为“${unknown.name}”的材料。`,
      },
    };
  for (const { name, items } of concerned)
    for (const item of items) {
      const problem = mayNotFollow(item, name, rule.promisedOnly, clause);
      if (problem) return { problem };
    }
  const deficits = items.flatMap(({ code }): Deficit[] => {
    const materials = concerned.filter((one) => one.items.some((item) => item.code === code)).map(({ name }) => name);
    return materials.length === 0 ? [] : [{ itemCode: code, materials: [...new Set(materials)] }];
  });
  const left = items.flatMap((item) => missing(state, item).filter((name) => !named.includes(name)));
  if (left.length > 0)
    return {
      problem: {
        code: 'materials-missing',
        title: '另有材料未提交',
        detail: `另有材料未提交,不能容缺受理:${[...new Set(left)].join('、')}。`,
        clause,
      },
    };
  return { deficits };
}

/** Items that need the material: those filed without it; where it was filed with each (but has defects), all of them. */
function itemsLacking(state: ApplicationState, items: ItemSlice[], name: string): ItemSlice[] {
  const needing = items.filter(({ materials }) => materials.some((material) => material.name === name));
  const lacking = needing.filter((item) => missing(state, item).includes(name));
  return lacking.length > 0 ? lacking : needing;
}

/** What the filing, as corrected since, lacks of an item's materials; a filing that lists none for the item is complete. */
function missing({ filed, correction }: ApplicationState, { code, materials }: ItemSlice): string[] {
  const listed = filed.materials[code];
  if (!listed) return [];
  const there = [...listed, ...correction.supplied];
  return materials.map(({ name }) => name).filter((name) => !there.includes(name));
}

/** 000 三(六): neither for an item that is decided on the spot nor for a main material. */
function mayNotFollow(
  { code, handling, deficitsAllowed, materials }: ItemSlice,
  name: string,
  promisedOnly: boolean,
  clause: string,
): Refusal | undefined {
  if (promisedOnly && handling === 'immediate')
    return {
      code: 'deficit-immediate-item',
      title: '即办件不得容缺受理',
      detail: `事项${code}是即办件,不得容缺受理。`,
      clause,
    };
  const followable = materials.filter(({ critical }) => deficitsAllowed && !critical).map((material) => material.name);
  if (followable.includes(name)) return undefined;
  const open = followable.length > 0 ? `可以容缺的只有:${followable.join('、')}` : '该事项没有可以容缺的材料';
  return {
    code: 'deficit-main-material',
    title: '主要材料不得容缺',
    detail: `“${name}”是事项${code}的主要材料,不得容缺;${open}。`,
    clause,
  };
}

/** 004 二(五): told once what is missing; no clock runs until it is in (policy 1.8-2), but the applicant's own. */
export function preAccept(
  state: ApplicationState,
  { receivedAt: at, actor }: Command<'accept'>,
  deficits: Deficit[],
): ApplicationDecision {
  if (state.stopped) return no(deficitsOpen(state));
  const rule = state.slice.rules.deficits;
  const within = rule.mode === 'preAccept' ? rule.supplementWithin : undefined;
  const data = { deficits, ...(within && { deadline: period(state, 'deficits', at, within) }) };
  return yes([{ type: 'preAccepted', at, actor, basis: rule.basis, data }]);
}

/** Not brought in time: these items are at their end and may be filed anew; for the others the five days begin (policy 3.6). */
export function deficitsLapse(state: ApplicationState, at: Instant): ApplicationFact[] {
  const { deficits, deficitsDue } = state;
  if (!deficitsDue || at < deficitsDue.dueAt) return [];
  const data = { deficits, dueAt: deficitsDue.dueAt };
  const lapsed: ApplicationFact = { type: 'deficitsLapsed', at, actor: systemActor, basis: deficitsDue.basis, data };
  const after = applyToApplication(state, lapsed);
  return [lapsed, ...(answered(after) ? [] : openCheck(after, at))];
}

/** The applicant brings what may follow, all of it or a part. */
export function supplyDeficits(state: ApplicationState, command: Command<'supplyDeficits'>): ApplicationDecision {
  const { receivedAt: at, actor, body } = command;
  const { materials } = body;
  const awaited = state.deficits.flatMap((deficit) => deficit.materials);
  if (awaited.length === 0 || materials.some((name) => !awaited.includes(name))) return no(noDeficit(state));
  const remaining = state.deficits
    .map(({ itemCode, materials: open }) => ({ itemCode, materials: open.filter((name) => !materials.includes(name)) }))
    .filter((deficit) => deficit.materials.length > 0);
  const basis = state.slice.rules.deficits.basis;
  return yes([
    { type: 'deficitSupplied', at, actor, basis, data: { materials, remaining } },
    ...(state.stopped === 'deficits' && remaining.length === 0 ? openCheck(state, at) : []),
  ]);
}

export const deficitsOpen = ({ filed, slice }: ApplicationState): Refusal => ({
  code: 'deficits-open',
  title: '容缺材料尚未补齐',
  detail: `申请${filed.applicationNo}已容缺预受理,所缺材料补齐之后再办理受理。`,
  clause: slice.rules.deficits.basis.join(';'),
});
