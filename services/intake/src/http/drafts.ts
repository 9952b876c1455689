/** Drafts: opened, changed by one at a time, checked, submitted. A submitted one is the application that it names. */
import type { Actor } from '@yichuang/contracts';
import { dateOf, formatOffset } from '@yichuang/kernel';
import {
  bodyHash,
  checkCredit,
  fieldProblem,
  filingOf,
  idempotencyKeyOf,
  notFound,
  nothing,
  type Principal,
  pageSize,
  problemOf,
  type Routes,
  realmClock,
  refuseClassified,
  regionAsked,
  requireRegion,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { type Regions } from '@yichuang/regions';
import type { Request } from 'express';
import { z } from 'zod';
import { titleOf } from '../filing/finding.ts';
import { type DraftForm, draftForm } from '../filing/form.ts';
import { changeDraft, type DraftRow, filedBy, findDraft, formOf, listDrafts, openDraft } from '../store/drafts.ts';
import { changedMeanwhile, file } from '../store/filing.ts';
import { check } from '../store/holdings.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { filedReplies } from './applications.ts';
import {
  type DraftView,
  draftId,
  draftReply,
  draftsReply,
  type ValidationView,
  validationReply,
} from './draft-replies.ts';
import { actorFor, filers, prepareFiling } from './prepare-filing.ts';

const tag = '草稿';
const one = { roles: filers, params: z.object({ id: draftId }), query: nothing, tag } as const;
const ifMatch = { 'If-Match': z.string().meta({ description: '读取草稿时得到的 ETag', examples: ['"3"'] }) };

const open = route({
  method: 'post',
  path: '/v1/drafts',
  operationId: 'openDraft',
  summary: '起草一份申请;地区和申请单位此后不变',
  roles: filers,
  params: nothing,
  query: nothing,
  body: draftForm,
  tag,
  reply: { 201: draftReply },
});

const list = route({
  method: 'get',
  path: '/v1/drafts',
  operationId: 'listDrafts',
  summary: '尚未提交的草稿',
  roles: filers,
  params: nothing,
  query: z.object({ limit: pageSize, after: z.uuid().optional() }),
  body: nothing,
  tag,
  reply: { 200: draftsReply },
});

const read = route({
  ...one,
  method: 'get',
  path: '/v1/drafts/{id}',
  operationId: 'readDraft',
  summary: '一份草稿;ETag 是它的版本',
  body: nothing,
  reply: { 200: draftReply },
});

const change = route({
  ...one,
  method: 'put',
  path: '/v1/drafts/{id}',
  operationId: 'changeDraft',
  summary: '保存草稿;别人在您读取之后改过的,不覆盖',
  body: draftForm,
  headers: ifMatch,
  refuses: [409, 412, 422, 428],
  reply: { 200: draftReply },
});

const validate = route({
  ...one,
  method: 'post',
  path: '/v1/drafts/{id}/validation',
  operationId: 'validateDraft',
  summary: '按提交时同样的规则检查草稿',
  body: nothing,
  reply: { 200: validationReply },
});

const submit = route({
  ...one,
  method: 'post',
  path: '/v1/drafts/{id}/submission',
  operationId: 'submitDraft',
  summary: '提交草稿,即申报',
  body: nothing,
  headers: ifMatch,
  refuses: [412, 428],
  reply: { ...filedReplies, 201: filedReplies[200] },
});

export function draftRoutes(routes: Routes, tools: ServiceTools<IntakeDatabase>, regions: Regions): void {
  const { db } = tools;
  const draftOf = async (principal: Principal, realm: string, id: string): Promise<DraftRow> => {
    const draft = await findDraft(tools, principal, realm, id);
    if (!draft) throw notFound('该草稿');
    return draft;
  };
  const openForm = (draft: DraftRow): DraftForm => {
    const form = formOf(tools, draft);
    if (!form) throw problemOf('draft-submitted', `草稿已经提交,办件编号 ${draft.application_no ?? ''}。`);
    return form;
  };
  /** Refuses what a draft may not even hold; gives the region's ID. */
  const scopeOf = (form: DraftForm): string => {
    refuseClassified(form.classified ?? false);
    const { id } = regionAsked(regions, form.region);
    checkCredit(form.applicant.uscc, 'applicant.uscc');
    return id;
  };

  routes.add(open)(async ({ body, realm, principal, request }) => {
    const region = scopeOf(body);
    const by = actorFor(principal, body.applicant.uscc);
    requireRegion(principal, region);
    const draft = await openDraft(tools, {
      realm,
      region,
      by,
      idempotencyKey: idempotencyKeyOf(request),
      bodyHash: bodyHash('draft', body),
      form: body,
    });
    return { status: 201, headers: { ...tagOf(draft), Location: `/v1/drafts/${draft.id}` }, body: view(draft) };
  });

  routes.add(list)(async ({ query, realm, principal }) => {
    const { drafts, ...page } = await listDrafts(tools, { principal, realm, ...query });
    return { status: 200, body: { ...page, drafts: drafts.map(listed) } };
  });

  routes.add(read)(async ({ params, realm, principal }) => {
    const draft = await draftOf(principal, realm, params.id);
    return { status: 200, headers: tagOf(draft), body: view(draft) };
  });

  routes.add(change)(async ({ params, body, realm, principal, request }) => {
    const region = scopeOf(body);
    const draft = await draftOf(principal, realm, params.id);
    const by = actorFor(principal, draft.uscc);
    openForm(draft);
    unchanged(request, draft);
    if (region !== draft.region) throw fixed('region');
    if (body.applicant.uscc !== draft.uscc) throw fixed('applicant.uscc');
    const changed = await changeDraft(tools, draft, by, body);
    if (!changed) throw changedMeanwhile();
    return { status: 200, headers: tagOf(changed), body: view(changed) };
  });

  routes.add(validate)(async ({ params, realm, principal }) => {
    const form = openForm(await draftOf(principal, realm, params.id));
    const today = dateOf(await realmClock(db, realm));
    return { status: 200, body: validation(await check(db, regions, { realm, form, today })) };
  });

  routes.add(submit)(async ({ params, realm, principal, request }) => {
    const draft = await draftOf(principal, realm, params.id);
    const before = await filedBy(tools, draft, principal.sub, idempotencyKeyOf(request));
    if (before) return tools.desk.answer(before);
    const form = openForm(draft);
    unchanged(request, draft);
    const filing = await prepareFiling(db, regions, { realm, principal, form });
    const { actor, filed } = filing;
    const body = { draft: draft.id, ...filed };
    const command = filingOf(request, { service: 'intake', kind: 'file', actor, realm, body });
    const received = await file(tools, { ...filing, draft }, command);
    return tools.desk.filed(received);
  });

  /** By the name of its project a draft is found again. */
  const listed = (draft: DraftRow) => {
    const { stage = null, project, applicant } = formOf(tools, draft) ?? {};
    return {
      ...summary(draft),
      stage,
      projectName: project?.name ?? null,
      applicantName: applicant?.name ?? null,
    };
  };

  const view = (draft: DraftRow): DraftView => ({
    ...summary(draft),
    form: formOf(tools, draft) ?? null,
    applicationNo: draft.application_no,
  });
}

const fixed = (field: string) => fieldProblem('invalid-request', field, '草稿的地区和申请单位不能更改,请另起一份');

const tagOf = ({ version }: DraftRow): Record<string, string> => ({ ETag: `"${String(version)}"` });

/** RFC 9110 13.1.1: a change is made on the version that was read. */
function unchanged(request: Request, { version }: DraftRow): void {
  const asked = request.header('if-match');
  if (asked === undefined) throw problemOf('if-match-required', '请把读取草稿时得到的 ETag 作为 If-Match 传回。');
  if (asked !== `"${String(version)}"`) throw changedMeanwhile();
}

const summary = (draft: DraftRow) => ({
  draftId: draft.id,
  version: draft.version,
  region: draft.region,
  uscc: draft.uscc,
  openedBy: draft.opened_by satisfies Actor,
  changedBy: draft.changed_by,
  createdAt: formatOffset(draft.created_at),
  changedAt: formatOffset(draft.changed_at),
});

function validation({ findings, needed, given }: Awaited<ReturnType<typeof check>>): ValidationView {
  const isGiven = (name: string, code: string): boolean =>
    given.some((one) => one.name === name && one.items.includes(code));
  return {
    ready: findings.length === 0,
    problems: findings.map((finding) => ({ ...finding, title: titleOf(finding) })),
    missing: needed.flatMap(({ name, items }) =>
      items
        .filter(({ code }) => !isGiven(name, code))
        .map(({ code, name: itemName, ...asked }) => ({ itemCode: code, itemName, material: name, ...asked })),
    ),
    materials: given.map(({ name, files, results, items }) => ({ name, files, results, items })),
  };
}
