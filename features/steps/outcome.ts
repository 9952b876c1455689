/** What the last action was told. */
import { Then } from '@cucumber/cucumber';
import { type Scenario, told } from '../support/world.ts';

Then('操作成功', function (this: Scenario) {
  if (this.lastReply.status >= 300) throw new Error(`the action was refused: ${told(this.lastReply)}`);
});

Then('操作被拒绝,理由包含{string}', function (this: Scenario, text: string) {
  this.openRefusal = undefined;
  const { status, body } = this.lastReply;
  if (status < 400) throw new Error(`the action was not refused: ${told(this.lastReply)}`);
  const { title, detail, code } = body;
  if (typeof title !== 'string' || typeof code !== 'string')
    throw new Error(`no problem+json: ${told(this.lastReply)}`);
  if (![title, detail, code].some((part) => typeof part === 'string' && part.includes(text)))
    throw new Error(`expected ${text} in ${told(this.lastReply)}`);
});
