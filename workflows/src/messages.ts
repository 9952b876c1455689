/** What services may use of the workflows: message definitions and input types. */
export { type ApplicationCommand, type ApplicationInput, currentEdition } from './application/messages.ts';
export type { AssistCommand, AssistInput } from './assist/messages.ts';
export type { AmendmentCommand, AmendmentInput } from './calendar-amendment/messages.ts';
export type { ConsultationCommand } from './consultation/messages.ts';
export type { DelegationInput } from './delegation/messages.ts';
export type { IssuanceInput } from './issuance/messages.ts';
export type { ItemCommand, ItemInput } from './item-review/messages.ts';
export { advanceUpdate, commandUpdate, eventSignal, factsQuery } from './lib/messages.ts';
export type { QuestionCommand, QuestionInput } from './question/messages.ts';
export type { StageCommand, StageEvent, StageInput } from './stage-approval/messages.ts';
export type { InquiryCommand, InquiryInput } from './stage-inquiry/messages.ts';
