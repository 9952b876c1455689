/** 000 三(二): what the window cannot tell on the spot the department drafts; the window tells it all the same. */
import { describe, expect, it } from '@jest/globals';
import { type ApplicationBench, accept } from './application-bench.ts';
import { codeOf } from './bench.ts';
import { clerk, handler, local } from './cases.ts';
import { askDraft, documents, draft, filing, monday, tell } from './correction-bench.ts';

const at = local;
const urban = handler('urban-management');

const asked = (items: string[] = ['I39']): ApplicationBench => {
  const bench = filing('jiangcheng', 'onsite', items);
  for (const item of items) bench.command(monday, clerk, askDraft(item));
  return bench;
};

describe('a draft', () => {
  it('is asked of the item’s department, which has three working days', () => {
    expect(asked().last('correctionDraftRequested').data).toMatchObject({
      itemCode: 'I39',
      department: 'urban-management',
      round: 1,
      deadline: { key: 'draft:I39:1', dueAt: at('2026-11-19 17:30') },
    });
  });

  it('is what operators see waited for, beside the window', () => {
    const bench = asked();
    expect(bench.machine.view(bench.state).waiting.map(({ text }) => text)).toEqual([
      '城管 起草补正告知 I39 · 应于 2026-11-19 17:30 前提交',
      expect.stringContaining('综合服务窗口 受理'),
    ]);
  });

  it('goes to the applicant only when the window tells it, under its own name', () => {
    const bench = asked();
    expect(codeOf(bench.command(monday, urban, draft('I39', ['消纳场证明'])))).toBe('done');
    expect(documents(bench)).toEqual([]);
    bench.command(monday, clerk, tell({ materials: ['消纳场证明'] }));
    expect(documents(bench)).toEqual(['一次性补正材料告知书']);
    expect(bench.last('documentIssued').data).toMatchObject({ issuer: '综合服务窗口' });
  });

  it('is told whole, or not at all', () => {
    const bench = asked(['I39', 'I46']);
    bench.command(monday, urban, draft('I39', ['消纳场证明']));
    bench.command(monday, handler('housing'), draft('I46', ['平面图']));
    expect(bench.command(monday, clerk, tell({ materials: ['平面图'] }))).toMatchObject({
      problem: { code: 'draft-left-out', detail: '需要补正的内容须一次性告知,部门起草的材料未列入:消纳场证明。' },
    });
    expect(codeOf(bench.command(monday, clerk, tell({ materials: ['平面图', '消纳场证明', '合同'] })))).toBe('done');
  });

  it.each([
    ['asked twice', clerk, askDraft('I39'), 'draft-asked'],
    ['of an item that is not there', clerk, askDraft('I46'), 'item-not-in-application'],
    ['by another department', handler('housing'), draft('I39', ['合同']), 'not-the-holder'],
    ['without an element', urban, draft('I39', ['合同'], { legalBasis: '' }), 'notice-incomplete'],
    ['that nobody asked for', urban, draft('I46', ['合同']), 'draft-not-asked'],
  ] as const)('%s: refused', (_, actor, sent, code) => {
    expect(codeOf(asked().command(monday, actor, sent))).toBe(code);
  });

  it('is made once, and anew where the window asks again', () => {
    const bench = asked();
    bench.command(monday, urban, draft('I39', ['消纳场证明']));
    expect(codeOf(bench.command(monday, urban, draft('I39', ['合同'])))).toBe('draft-not-asked');
    bench.command(at('2026-11-17 09:00'), clerk, askDraft('I39'));
    expect(bench.last('correctionDraftRequested').data).toMatchObject({ round: 2 });
    bench.command(at('2026-11-17 10:00'), urban, draft('I39', ['合同']));
    expect(codeOf(bench.command(at('2026-11-17 11:00'), clerk, tell()))).toBe('done');
  });

  it('comes too late once the applicant was told, or the filing answered', () => {
    const told = asked();
    told.command(monday, clerk, tell());
    expect(documents(told)).toEqual(['材料补齐补正通知']);
    expect(codeOf(told.command(monday, urban, draft('I39', ['合同'])))).toBe('correction-issued');
    expect(codeOf(told.command(monday, clerk, askDraft('I39')))).toBe('correction-issued');
    const accepted = asked();
    accepted.command(monday, clerk, accept());
    expect(codeOf(accepted.command(monday, urban, draft('I39', ['合同'])))).toBe('item-accepted');
  });

  it('that comes late only alerts; the five days run on', () => {
    const bench = asked().advance(at('2026-11-19 17:30'));
    expect(bench.last('correctionDraftOverdue').data).toEqual({
      itemCode: 'I39',
      department: 'urban-management',
      dueAt: at('2026-11-19 17:30'),
    });
    expect(codeOf(bench.command(at('2026-11-20 09:00'), urban, draft('I39', ['合同'])))).toBe('done');
    bench.advance(at('2026-11-23 17:30'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true });
  });

  it('is not known where the window tells everything itself', () => {
    expect(codeOf(filing('dalian').command(monday, clerk, askDraft('I39')))).toBe('no-draft-here');
  });
});
