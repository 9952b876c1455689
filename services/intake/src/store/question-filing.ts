/** A question, or a stage inquiry, as it is asked: it opens a case of its own. */
import type { InquiryOpenedData, QuestionAskedData } from '@yichuang/contracts';
import { type Actor, inquiryWorkflowId, questionWorkflowId } from '@yichuang/contracts/temporal';
import { type commandOf, fileCase, type ServiceTools } from '@yichuang/platform';
import type { InquirySlice, QuestionSlice } from '@yichuang/regions/types';
import type { InquiryInput, QuestionInput } from '@yichuang/workflows/messages';
import { project } from './project.ts';
import type { IntakeDatabase } from './schema.ts';

type Tools = ServiceTools<IntakeDatabase>;
type Command = ReturnType<typeof commandOf>;

export interface QuestionFiling {
  regionCode: string;
  slice: QuestionSlice;
  asked: Omit<QuestionAskedData, 'questionNo'>;
  actor: Actor;
}

/** 咨询编号: division, ZX and the day of receipt, serial. */
export const ask = (
  tools: Tools,
  { regionCode, slice, asked, actor }: QuestionFiling,
  command: Command,
): ReturnType<typeof fileCase> =>
  fileCase(
    tools,
    {
      service: 'intake',
      type: 'questionWorkflow',
      workflowId: questionWorkflowId,
      numbers: { sequence: 'intake.question_number', prefix: `${regionCode}-ZX`, name: 'questionNo' },
      project,
      open: (_trx, questionNo, at) => {
        const data: QuestionAskedData = { questionNo, ...asked };
        return Promise.resolve({
          fact: { type: 'questionAsked', at, actor, basis: slice.period.basis, data },
          scope: { region: asked.region, uscc: asked.uscc },
          input: (start): QuestionInput & { summary: string } => ({
            ...start,
            slice,
            asked: data,
            summary: `咨询 · ${slice.region.name} · ${slice.departments[asked.department] ?? asked.department}`,
          }),
        });
      },
    },
    command,
  );

export interface InquiryFiling {
  regionCode: string;
  slice: InquirySlice;
  opened: Omit<InquiryOpenedData, 'inquiryNo'>;
  actor: Actor;
}

/** 征询编号: division, ZQ and the day of receipt, serial. */
export const openInquiry = (
  tools: Tools,
  { regionCode, slice, opened, actor }: InquiryFiling,
  command: Command,
): ReturnType<typeof fileCase> =>
  fileCase(
    tools,
    {
      service: 'intake',
      type: 'stageInquiryWorkflow',
      workflowId: inquiryWorkflowId,
      numbers: { sequence: 'intake.inquiry_number', prefix: `${regionCode}-ZQ`, name: 'inquiryNo' },
      project,
      open: (_trx, inquiryNo, at) => {
        const data: InquiryOpenedData = { inquiryNo, ...opened };
        return Promise.resolve({
          fact: { type: 'inquiryOpened', at, actor, basis: slice.basis, data },
          scope: { region: opened.region, uscc: opened.uscc },
          input: (start): InquiryInput & { summary: string } => ({
            ...start,
            slice,
            opened: data,
            summary: `一次征询 · ${slice.region.name} · ${slice.stage.name} · ${String(opened.departments.length)} 单位`,
          }),
        });
      },
    },
    command,
  );
