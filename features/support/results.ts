/** Results as the API shows them, to whom they concern. */
import { addMonths, type CivilDate } from '@yichuang/kernel';
import * as accounts from './accounts.ts';
import { awaited, becomes } from './poll.ts';
import { type DocumentView, documentList, type ResultView, resultList } from './views.ts';
import type { Scenario } from './world.ts';

const documentServices = ['intake', 'approval', 'issuance'] as const;

/** Complete data of a result that is decided today. */
export const resultData = (today: CivilDate, itemCode: string) => ({
  decidedOn: today,
  documentNo: `示例许〔${today.slice(0, 4)}〕${itemCode}号`,
  validUntil: addMonths(today, 12),
});

export function dataField(word: string): keyof ReturnType<typeof resultData> {
  switch (word) {
    case '决定日期':
      return 'decidedOn';
    case '文号':
      return 'documentNo';
    case '有效期':
      return 'validUntil';
    default:
      throw new Error(`a result has no ${word}`);
  }
}

async function results(scenario: Scenario, as: string): Promise<ResultView[]> {
  const query = new URLSearchParams({ applicationNo: scenario.applicationNo });
  return (await scenario.read('issuance', `/v1/results?${query.toString()}`, resultList, as)).results;
}

/** The result of an item as somebody sees it; none where there is none, or not for them. */
export async function resultOf(
  scenario: Scenario,
  itemCode: string,
  as = accounts.applicant,
): Promise<ResultView | undefined> {
  return (await results(scenario, as)).find((one) => one.itemCode === itemCode);
}

/** Something about a result becomes what is expected. */
export async function resultBecomes<T>(
  scenario: Scenario,
  itemCode: string,
  expected: T,
  read: (result: ResultView) => T,
): Promise<void> {
  await scenario.settle();
  await becomes(`result of ${itemCode}`, expected, async () => {
    const found = await resultOf(scenario, itemCode);
    return found && read(found);
  });
}

/** The window releases a result to whoever signs, as soon as the result is known. */
export async function pickUp(scenario: Scenario, itemCode: string, body: object): Promise<void> {
  const { itemCaseNo } = await awaited(`result of ${itemCode}`, () => resultOf(scenario, itemCode));
  await scenario.act('issuance', `/v1/results/${itemCaseNo}/pick-up`, body, accounts.windowClerk);
}

/** What the applicant was sent, by every service. */
export async function documentsOf(scenario: Scenario): Promise<DocumentView[]> {
  const found = await Promise.all(
    scenario.caseNos.flatMap((no) =>
      documentServices.map((service) =>
        scenario.read(service, `/v1/cases/${encodeURIComponent(no)}/documents`, documentList, accounts.applicant),
      ),
    ),
  );
  return found.flatMap(({ documents }) => documents);
}
