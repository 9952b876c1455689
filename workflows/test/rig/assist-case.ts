/** One commission under test, driven through the public HTTP surface. */
import { type ApiClient, type Reply, sampleAssistRequest, sampleCommissionForm } from '@yichuang/local';
import { type CaseInRealm, callAs, expected, inRealm, newRealm } from './case.ts';

export interface AssistUnderTest extends CaseInRealm {
  /** Acts as an account; settles the realm afterwards. */
  act(as: string, action: string, body?: object): Promise<Reply>;
  view(): Promise<Record<string, unknown>>;
}

export async function requestAssist(api: ApiClient, now?: string): Promise<AssistUnderTest> {
  const realm = now === undefined ? undefined : await newRealm(api, now);
  const options = callAs(realm, 'applicant');
  const filed = expected(await api.act('assist', '/v1/assist-cases', sampleAssistRequest, options), 201);
  const base = inRealm(api, String(filed.body['assistNo']), realm, now);
  const path = `/v1/assist-cases/${base.no}`;
  await base.settle();
  return {
    ...base,
    async act(as, action, sent = {}) {
      const reply = await api.act('assist', `${path}/${action}`, sent, callAs(realm, as));
      await base.settle();
      return reply;
    },
    view: async () => expected(await api.get('assist', path, callAs(realm, 'assist-desk')), 200).body,
  };
}

/** Pre-review passed, form confirmed, 协办员甲 assigned. */
export async function commission(one: AssistUnderTest): Promise<void> {
  expected(await one.act('assist-desk', 'passPreReview'), 200);
  expected(await one.act('applicant', 'confirmForm', { form: sampleCommissionForm }), 200);
  expected(await one.act('assist-desk', 'assign', { officer: officers.jia }), 200);
}

export const officers = {
  jia: { id: 'officer-jia', name: '协办员甲' },
  yi: { id: 'officer-yi', name: '协办员乙' },
};
