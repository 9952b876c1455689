/** Questions and stage inquiries under test. Real packs, real catalogue. */
import type {
  Actor,
  DepartmentInquiryFact,
  DepartmentReply,
  InquiryFact,
  InquiryOpenedData,
  QuestionAskedData,
  QuestionFact,
} from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import { inquirySlice, loadCatalogue, loadPacks, questionSlice, type RegionPack } from '@yichuang/regions';
import type { DepartmentInquiryCommand, DepartmentInquiryEvent } from '../../src/department-inquiry/messages.ts';
import { type DepartmentInquiryState, initialAsk } from '../../src/department-inquiry/model.ts';
import { askMachine } from '../../src/department-inquiry/state.ts';
import type { QuestionCommand, QuestionEvent } from '../../src/question/messages.ts';
import { initialQuestion, type QuestionState } from '../../src/question/model.ts';
import { questionMachine } from '../../src/question/state.ts';
import type { InquiryCommand, InquiryEvent } from '../../src/stage-inquiry/messages.ts';
import { type InquiryState, initialInquiry } from '../../src/stage-inquiry/model.ts';
import { inquiryMachine } from '../../src/stage-inquiry/state.ts';
import { Bench } from './bench.ts';
import { calendar } from './cases.ts';

export const owner: Actor = { id: 'owner', name: '示例建设有限公司', role: 'applicant' };
const packs = loadPacks();
const catalogue = loadCatalogue();
const uscc = '91430100MA4L00001J';

function packOf(id: string): RegionPack {
  const pack = packs.get(id);
  if (!pack) throw new Error(id);
  return pack;
}

const start = (caseNo: string, at: Instant) => ({ caseNo, realm: 'live', at, clockOffsetMs: 0, calendar, facts: [] });

interface Question {
  region?: string;
  itemCode?: string;
  contactSheet?: string;
}

export type QuestionBench = Bench<QuestionState, QuestionCommand, QuestionEvent, QuestionFact>;

/** Asked of 交通运输, received at `at`. */
export function asked(at: Instant, { region = 'hunan', itemCode, contactSheet }: Question = {}): QuestionBench {
  const slice = questionSlice(packOf(region), catalogue, { itemCode, contactSheet });
  const data: QuestionAskedData = {
    questionNo: '430000-ZX20261120-000001',
    region,
    channel: 'online',
    department: 'transport',
    ...(itemCode !== undefined && { itemCode }),
    text: '涉路施工需要哪些材料',
    ...(contactSheet !== undefined && { contactSheet }),
    applicantName: owner.name,
    uscc,
  };
  const input = { ...start(data.questionNo, at), slice, asked: data };
  return new Bench(questionMachine, initialQuestion(input), at);
}

const { slice } = inquirySlice(packOf('hunan'), catalogue, { stage: 'constructionPermit', departments: [] });
const inquiryNo = '430000-ZQ20261116-000001';

export type AskBench = Bench<
  DepartmentInquiryState,
  DepartmentInquiryCommand,
  DepartmentInquiryEvent,
  DepartmentInquiryFact
>;

/** 住建 asked about 施工许可, at `at`. */
export const departmentAsked = (at: Instant): AskBench =>
  new Bench(askMachine, initialAsk({ ...start(inquiryNo, at), slice, department: 'housing' }), at);

export type InquiryBench = Bench<InquiryState, InquiryCommand, InquiryEvent, InquiryFact>;

/** An inquiry of these departments, opened at `at`. */
export function inquired(at: Instant, departments = ['housing', 'urban-management']): InquiryBench {
  const opened: InquiryOpenedData = {
    inquiryNo,
    region: 'hunan',
    stage: 'constructionPermit',
    projectCode: '2609-430102-89-01-123451',
    projectName: '示例产业园一期',
    applicantName: owner.name,
    uscc,
    departments,
    form: { address: '示例路1号', summary: '综合楼一栋' },
  };
  return new Bench(inquiryMachine, initialInquiry({ ...start(inquiryNo, at), slice, opened }), at);
}

export const replied = (department: string, itemCodes: string[], at: Instant): InquiryEvent => {
  const reply: DepartmentReply = {
    department,
    items: itemCodes.map((itemCode) => ({ itemCode, materials: ['申请表'] })),
  };
  return { id: `closed:${department}`, type: 'departmentInquiryClosed', at, data: { department, reply } };
};

export const stopped = (department: string, at: Instant): InquiryEvent => ({
  id: `closed:${department}`,
  type: 'departmentInquiryClosed',
  at,
  data: { department },
});
