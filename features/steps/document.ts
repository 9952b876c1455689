import { Then } from '@cucumber/cucumber';
import { applicant } from '../support/accounts.ts';
import { becomes, contains, holds } from '../support/poll.ts';
import { documentsOf } from '../support/results.ts';
import { documentCard, noticeList, verified } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

const copies = async (scenario: Scenario, name: string): Promise<number> =>
  (await documentsOf(scenario)).filter((one) => one.name === name).length;

Then('申请人收到文书{string}', async function (this: Scenario, name: string) {
  await this.settle();
  await becomes(`document ${name}`, true, async () => (await copies(this, name)) > 0);
});

Then('申请人没有收到文书{string}', async function (this: Scenario, name: string) {
  await this.settle();
  await holds(`copies of ${name}`, 0, () => copies(this, name));
});

Then('申请人共收到{int}份文书{string}', async function (this: Scenario, count: number, name: string) {
  await this.settle();
  await becomes(`copies of ${name}`, count, () => copies(this, name));
});

Then('文书{string}包含{string}', async function (this: Scenario, name: string, text: string) {
  await this.settle();
  await contains(`document ${name}`, text, async () =>
    (await documentsOf(this)).filter((one) => one.name === name).map(({ lines }) => lines.join('\n')),
  );
});

Then('文书{string}盖有{string}', async function (this: Scenario, name: string, seal: string) {
  await this.settle();
  await contains(`seal of ${name}`, seal, async () =>
    (await documentsOf(this)).filter((one) => one.name === name).map((one) => one.seal ?? ''),
  );
});

Then('文书{string}的文号为{string}', async function (this: Scenario, name: string, number: string) {
  await this.settle();
  await contains(`number of ${name}`, number, async () =>
    (await documentsOf(this)).filter((one) => one.name === name).map((one) => one.number ?? ''),
  );
});

Then('文书{string}可凭核验码查验', async function (this: Scenario, name: string) {
  await this.settle();
  const found = (await documentsOf(this)).find((one) => one.name === name);
  if (!found) throw new Error(`there is no document ${name}`);
  const path = `/v1/documents/${encodeURIComponent(found.documentId)}`;
  const { number, verification, pdf } = await this.read('issuance', path, documentCard, applicant);
  const seen = await this.read('issuance', `/v1/verify/${verification.code}`, verified, applicant);
  if (!seen.valid || seen.number !== number || seen.sha256 !== pdf.sha256)
    throw new Error(`verified as ${JSON.stringify(seen)}`);
});

/** Ways by which the applicant was told of something. */
async function waysTold(scenario: Scenario): Promise<string[]> {
  const path = `/v1/cases/${encodeURIComponent(scenario.applicationNo)}/notices`;
  const { notices } = await scenario.read('intake', path, noticeList, applicant);
  return notices.flatMap(({ attempts }) => attempts.filter(({ result }) => result === 'sent').map(({ word }) => word));
}

Then('申请人收到{string}通知', async function (this: Scenario, channel: string) {
  await this.settle();
  await contains('ways told', channel, () => waysTold(this));
});

Then('申请人没有收到{string}通知', async function (this: Scenario, channel: string) {
  await this.settle();
  await holds(`told by ${channel}`, false, async () => (await waysTold(this)).includes(channel));
});
