/** Calendar versions as people make them: proposed by one, approved by another. */
import { type ApiClient, isRecord, type Reply } from '@yichuang/local';

export interface AmendedDay {
  date: string;
  working: boolean;
  reason: string;
  source: string;
}

/** Makes 20 September 2026, a make-up Sunday, a day off. */
export const sundayOff: AmendedDay = { date: '2026-09-20', working: false, reason: '防汛', source: '市政府通告' };

/** Proposes days in a realm, and gives the number. `notBefore` as `YYYY-MM-DD HH:mm`. */
export async function proposeDays(
  api: ApiClient,
  realm: string,
  days: AmendedDay[],
  notBefore?: string,
): Promise<string> {
  const instant = notBefore && { notBefore: `${notBefore.replace(' ', 'T')}:00+08:00` };
  const body = { reason: '市政府通告', days, ...(instant !== undefined && instant !== '' && instant) };
  const reply = await api.act('approval', '/v1/calendar/amendments', body, { as: 'coordinator', realm });
  const { amendmentNo } = reply.body;
  if (typeof amendmentNo !== 'string') throw new Error(`not proposed: ${JSON.stringify(reply.body)}`);
  return amendmentNo;
}

export const approve = (api: ApiClient, realm: string, no: string, as = 'supervisor'): Promise<Reply> =>
  api.act('approval', `/v1/calendar/amendments/${no}/approve`, {}, { as, realm });

/** What is read of an amendment: its state, version, and the cases still behind. */
export async function readAmendment(api: ApiClient, realm: string, no: string): Promise<Record<string, unknown>> {
  const { body } = await api.get('approval', `/v1/calendar/amendments/${no}`, { as: 'auditor', realm });
  return isRecord(body) ? body : {};
}
