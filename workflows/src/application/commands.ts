/** Commands of an application, each to its family, judged in a state in which everything before them has been worked off. */
import { assertNever } from '@yichuang/kernel';
import { no } from '../lib/machine.ts';
import { changeHelper, signCommitment, withdraw } from './applicant.ts';
import { whileCorrecting } from './correction-answers.ts';
import { requestDraft, submitDraft } from './correction-drafts.ts';
import { overrideCorrection, requestCorrection } from './correction-notice.ts';
import { supply } from './correction-supply.ts';
import { supplyDeficits } from './deficits.ts';
import { acceptItem, itemNotRequired, refuseItem, reroute, returnItem } from './departments.ts';
import type { ApplicationCommand } from './messages.ts';
import type { ApplicationState } from './model.ts';
import { type ApplicationDecision } from './moves.ts';
import { acceptApplication, forwardPaper, notRequired, receivePaper, refuseApplication } from './window.ts';

export function command(state: ApplicationState, command: ApplicationCommand): ApplicationDecision {
  const correcting = whileCorrecting(state, command);
  if (correcting) return no(correcting);
  switch (command.kind) {
    case 'accept':
      return command.body.itemCode === undefined
        ? acceptApplication(state, command)
        : acceptItem(state, command, command.body.itemCode);
    case 'return':
      return returnItem(state, command);
    case 'refuse':
      return command.body.itemCode === undefined
        ? refuseApplication(state, command)
        : refuseItem(state, command, command.body.itemCode);
    case 'notRequired':
      return command.body.itemCode === undefined
        ? notRequired(state, command)
        : itemNotRequired(state, command, command.body.itemCode);
    case 'reroute':
      return reroute(state, command);
    case 'signCommitment':
      return signCommitment(state, command);
    case 'supplyDeficits':
      return supplyDeficits(state, command);
    case 'receivePaper':
      return receivePaper(state, command);
    case 'forwardPaper':
      return forwardPaper(state, command);
    case 'requestCorrection':
      return requestCorrection(state, command);
    case 'requestDraft':
      return requestDraft(state, command);
    case 'submitDraft':
      return submitDraft(state, command);
    case 'supply':
      return supply(state, command);
    case 'overrideCorrection':
      return overrideCorrection(state, command);
    case 'nameHelper':
    case 'removeHelper':
      return changeHelper(state, command);
    case 'withdraw':
      return withdraw(state, command);
    default:
      return assertNever(command);
  }
}
