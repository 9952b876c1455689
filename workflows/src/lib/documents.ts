/** The one way in which a case issues a document (文书): as a fact that carries its text. */
import type { Addressee, CommonFact, NoticeChannel } from '@yichuang/contracts';
import type { Actor } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import type { CaseSlice, DocumentFunction } from '@yichuang/regions/types';

export interface Issue {
  workflowId: string;
  kind: DocumentFunction;
  /** Which of several forms of the document: 联络单(项目生成). */
  variant?: string;
  /** Counts the documents of this kind of the workflow, from 1. */
  n: number;
  to: Addressee;
  /** Name of whoever issues it. */
  issuer: string;
  itemCode?: string;
  lines: string[];
  channels?: NoticeChannel[];
  at: Instant;
  actor: Actor;
  basis: string[];
}

/** Nothing where the region has no such document. A department's seal is its own: `{department}` is the issuer. */
export function issue(
  { documents }: Pick<CaseSlice, 'documents'>,
  { workflowId, kind, variant, n, at, actor, basis, ...text }: Issue,
): CommonFact[] {
  const document = documents[kind];
  if (!document) return [];
  const documentId = `${workflowId}~${kind}~${String(n)}`;
  const seal = document.seal.replace('{department}', text.issuer);
  const name = variant === undefined ? document.name : `${document.name}(${variant})`;
  return [{ type: 'documentIssued', at, actor, basis, data: { documentId, kind, name, seal, ...text } }];
}

/** What whoever disagrees with a decision may do, and until when (行政许可法 38; 行政复议法 20; 行政诉讼法 46). */
export const remedies =
  '如不服本决定,可以自收到之日起六十日内依法申请行政复议,也可以自收到之日起六个月内依法向人民法院提起行政诉讼。';
