/** What is to be seen of a case at the end. */
import { type ApiClient, isRecord } from '@yichuang/local';
import { records } from './reply.ts';

/** Every result as its applicant sees it, and the documents that came with it. */
export async function printResults(
  api: ApiClient,
  no: string,
  realm: string,
  print: (line: string) => void,
): Promise<void> {
  const as = { as: 'applicant', realm };
  const { body } = await api.get('issuance', `/v1/results?applicationNo=${no}`, as);
  print('');
  print('结果 / results');
  for (const result of records(body['results'])) {
    const delivery = isRecord(result['delivery']) ? result['delivery'] : {};
    const late = delivery['overdue'] === true ? '(已逾期)' : '';
    print(
      `   ${String(result['itemCode'])} ${String(result['state'])} · ${String(result['handedOutBy'])}出件 · 送达期限 ${String(delivery['dueDate'])}${late}`,
    );
    for (const line of Array.isArray(delivery['why']) ? delivery['why'] : []) print(`      ${String(line)}`);
  }
  const documents = await api.get('issuance', `/v1/cases/${no}/documents`, as);
  for (const document of records(documents.body['documents'])) {
    print(`   文书 ${String(document['name'])}(${String(document['itemCode'])})`);
    for (const line of Array.isArray(document['lines']) ? document['lines'] : []) print(`      ${String(line)}`);
  }
}

export async function printSummary(
  api: ApiClient,
  no: string,
  realm: string,
  trail: { lines(): { text: string }[] },
  print: (line: string) => void,
): Promise<void> {
  const { body } = await api.get('intake', `/v1/applications/${no}`, { as: 'applicant', realm });
  print('');
  print(`办件 ${no}:${String(body['state'])},受理日期 ${String(body['acceptedOn'])}`);
  for (const item of records(body['items'])) {
    const due = isRecord(item['due']) ? String(item['due']['dueAt']).slice(0, 16).replace('T', ' ') : '无';
    const department = isRecord(item['department']) ? String(item['department']['name']) : '';
    const codes = Array.isArray(item['codes']) ? item['codes'].join('、') : '';
    print(
      `   ${String(item['itemCode'])} ${department} ${String(item['state'])} · ${item['deemed'] === true ? '视为受理' : '受理'}日期 ${String(item['acceptedOn'])} · 到期 ${due} · 状态码 ${codes}`,
    );
  }
  print('');
  print('时间线 / timeline');
  for (const { text } of trail.lines()) print(`   ${text}`);
}
