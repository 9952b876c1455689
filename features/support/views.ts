/** What the steps read of the API's answers. */
import { z } from 'zod';

const named = z.object({ code: z.string(), name: z.string() });
const due = z.object({ dueAt: z.string(), dueDate: z.string(), provisional: z.boolean() });

const item = z.object({
  itemCode: z.string(),
  department: named,
  state: z.string(),
  deemed: z.boolean(),
  acceptedOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  due: due.nullable(),
  overdue: z.boolean(),
  codes: z.array(z.number()),
  materials: z.array(z.object({ name: z.string() })),
});

export const applicationView = z.object({
  applicationNo: z.string(),
  project: named,
  applicant: z.object({ name: z.string() }),
  state: z.string(),
  acceptedOn: z.string().nullable(),
  deemed: z.boolean(),
  firstContact: z.string().nullable(),
  paper: z.string(),
  helper: z.object({ name: z.string() }).nullable(),
  items: z.array(item),
  corrections: z.array(z.object({ due })),
});

export const timelineView = z.object({
  entries: z.array(z.object({ at: z.string(), word: z.string(), item: z.object({ code: z.string() }).optional() })),
});

export const counted = z.object({ count: z.number() });

const task = z.object({
  id: z.string(),
  kind: z.string(),
  word: z.string(),
  state: z.enum(['open', 'closed']),
  department: named,
  itemCode: z.string().nullable(),
  clock: z.object({ dueDate: z.string(), why: z.array(z.string()) }).optional(),
  statutory: z.object({ dueDate: z.string() }).optional(),
  urgedAt: z.string().optional(),
});

export const taskList = z.object({ count: z.number(), tasks: z.array(task) });

export const trail = z.object({
  facts: z.array(z.object({ type: z.string(), word: z.string(), at: z.string(), data: z.unknown() })),
});

export const rungSent = z.object({
  itemCode: z.string(),
  document: z.string(),
  to: z.array(z.object({ name: z.string() })),
});

export const integrity = z.object({ intact: z.boolean() });

export const statistics = z.object({
  departments: z.array(z.object({ department: named, accepted: z.number(), decided: z.number(), overdue: z.number() })),
});

export const dayView = z.object({ working: z.boolean() });

export const periodView = z.object({ dueDate: z.string(), provisional: z.boolean() });

export const amendmentAnswer = z.object({ amendmentNo: z.string() });

const result = z.object({
  itemCaseNo: z.string(),
  itemCode: z.string(),
  state: z.string(),
  handedOutBy: z.string(),
  handover: due,
  delivery: due,
  fedBackAt: z.string().nullable(),
});

export const resultList = z.object({ results: z.array(result) });

const document = z.object({
  documentId: z.string(),
  name: z.string(),
  lines: z.array(z.string()),
  seal: z.string().optional(),
  number: z.string().optional(),
});

export const documentList = z.object({ documents: z.array(document) });

export const documentCard = z.object({
  number: z.string(),
  verification: z.object({ code: z.string() }),
  pdf: z.object({ sha256: z.string() }),
});

export const verified = z.object({ valid: z.boolean(), number: z.string(), sha256: z.string() });

const notice = z.object({
  name: z.string(),
  attempts: z.array(z.object({ word: z.string(), result: z.string() })),
});

export const noticeList = z.object({ notices: z.array(notice) });

const alert = z.object({ word: z.string(), settledAt: z.string().nullable() });

export const assistView = z.object({
  state: z.string(),
  officer: z.object({ id: z.string(), name: z.string() }).nullable(),
  contact: z.object({ dueDate: z.string(), why: z.array(z.string()) }).nullable(),
  overdue: z.boolean(),
});

export const alertList = z.object({ alerts: z.array(alert) });

export const assistAnswer = z.object({ assistNo: z.string() });

/** What a service guide lists of an item. */
export const guideView = z.object({ materials: z.array(z.object({ name: z.string() })) });

export const draftAnswer = z.object({ draftId: z.string() });

export const draftValidation = z.object({
  missing: z.array(z.object({ itemCode: z.string(), material: z.string() })),
});

export const filingAnswer = z.object({ applicationNo: z.string() });

export type ApplicationView = z.infer<typeof applicationView>;
export type ItemView = z.infer<typeof item>;
export type DocumentView = z.infer<typeof document>;
export type ResultView = z.infer<typeof result>;
export type TaskView = z.infer<typeof task>;
export type TrailFact = z.infer<typeof trail>['facts'][number];
export type AssistView = z.infer<typeof assistView>;
export type AlertView = z.infer<typeof alert>;

export const questionAnswer = z.object({ questionNo: z.string() });

export const questionView = z.object({
  state: z.string(),
  department: named,
  due: due.nullable(),
  firstContact: z.string().nullable(),
  answer: z.string().nullable(),
});
export type QuestionView = z.infer<typeof questionView>;

export const inquiryAnswer = z.object({ inquiryNo: z.string() });

export const inquiryView = z.object({
  state: z.string(),
  departments: z.array(z.object({ department: named, state: z.string(), due: due.nullable(), overdue: z.boolean() })),
  notice: z
    .object({
      issuedAt: z.string().nullable(),
      items: z.array(z.object({ item: named, department: named, materials: z.array(z.string()) })),
    })
    .nullable(),
});
export const inquiryList = z.object({
  inquiries: z.array(
    z.object({
      inquiryNo: z.string(),
      awaited: z.array(z.object({ department: named, state: z.string(), dueAt: z.string() })),
    }),
  ),
});
export type InquiryView = z.infer<typeof inquiryView>;

export const consultationList = z.object({
  consultations: z.array(z.object({ department: named, overdue: z.boolean(), opinion: z.string() })),
});
export type ConsultationView = z.infer<typeof consultationList>['consultations'][number];
