export type { Principal } from './auth/claims.ts';
export { actorOf } from './auth/principal.ts';
export { inScope, isApplicant, regionOf, requireCase, requireRegion } from './auth/scope.ts';
export { calendarAt, calendarInForce, calendarVersion, seedCalendar } from './calendar/store.ts';
export { type Config, loadConfig, loadOperatorConfig, loadTemporalConfig } from './config.ts';
export { type Leader, lead } from './db/leader.ts';
export { migrate, sqlMigration } from './db/migrate.ts';
export { createDatabase, roleUrl } from './db/pool.ts';
export { auditPages } from './documents/audit.ts';
export { withDocuments } from './documents/issue.ts';
export { auditCase, casesWithTrail } from './facts/audit.ts';
export { documentsOf } from './facts/documents.ts';
export { type CaseFiling, fileCase } from './facts/filing.ts';
export { createRecorder, type Projection, type RecordedFacts } from './facts/recorder.ts';
export { sealKey } from './facts/seal.ts';
export { checkTopics } from './facts/topics.ts';
export { actRoute, type CaseAct } from './http/act-route.ts';
export { createApp } from './http/app.ts';
export { departmentAsked, regionAsked, stageAsked } from './http/asked.ts';
export { clockReply, clockView } from './http/clock-view.ts';
export { commandOf, filingOf } from './http/command.ts';
export { checkCredit, creditFault, projectCodeOf, refuseClassified } from './http/filing-fields.ts';
export { idempotencyKeyOf, keyReused } from './http/idempotency.ts';
export { close, listen } from './http/listen.ts';
export { fieldProblem, notFound, Problem, problemOf } from './http/problem.ts';
export { problemsMarkdown } from './http/problem-pages.ts';
export { realmClock } from './http/realm.ts';
export { empty, nothing, octets, type Routes, route } from './http/route.ts';
export {
  actor,
  actReplies,
  caseNo,
  clauses,
  count,
  dateAsked,
  dateText,
  documentReply,
  filled,
  instantText,
  itemCode,
  named,
  next,
  pageOf,
  pageSize,
} from './http/schemas.ts';
export { uuidFloor, uuidv7 } from './http/uuid.ts';
export { type EventEffect } from './inbox/consumer.ts';
export { enqueue, registerWorkflow } from './inbox/inbound.ts';
export { listParked, NotRepaired, parkedOf, repairParked, requestReplay, skipParked } from './inbox/parked.ts';
export { bodyHash, type Cipher, createCipher } from './journal/cipher.ts';
export { receive } from './journal/journal.ts';
export { createLog, type Logger } from './log.ts';
export { type CloudEvent, topics } from './messaging/cloud-event.ts';
export { resendNotice } from './notices/resend.ts';
export { type Operator } from './operator/actions.ts';
export { type Discrepancy } from './operator/reconcile.ts';
export { restart } from './operator/restart.ts';
export { sweep } from './operator/sweep.ts';
export { listTasks, type OperatorTask, operatorTaskKinds, resolveTask } from './operator/tasks.ts';
export { guideId, guideOf, keepUsed, rulesOf } from './region/used-versions.ts';
export { createSandboxClock } from './sandbox/clock.ts';
export { once } from './sandbox/requests.ts';
export { runService, type ServiceDefinition, type ServiceTools } from './service.ts';
export { type ContentStore, ContentTooLarge } from './storage/content-store.ts';
export { localFolder } from './storage/local-folder.ts';
export { createTemporalClient, type TemporalOptions } from './temporal/client.ts';
export { createDataConverter, replayConverter } from './temporal/data-converter.ts';
export { currentBuild, makeCurrent } from './temporal/deployment.ts';
export { createPayloadCodec, keyIdOf, type PayloadKeys } from './temporal/payload-codec.ts';
