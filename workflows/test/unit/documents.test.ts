/** Documents as facts: what they are called and whose seal they carry is the region's. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '@yichuang/kernel';
import { type Issue, issue } from '../../src/lib/documents.ts';

const document: Issue = {
  workflowId: 'application:210200-20261116-000001',
  kind: 'acceptance',
  n: 2,
  to: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
  issuer: '住建',
  lines: ['正文'],
  at: instant(Date.UTC(2026, 10, 16, 2)),
  actor: { id: 'u1', name: '住建经办人', role: 'handler', departmentId: 'housing' },
  basis: ['行政许可法 32'],
};

describe('a document', () => {
  it('carries the name and the seal that the region gives it', () => {
    const documents = {
      acceptance: { name: '受理决定书', holder: '综合服务窗口', issuedBy: 'window' as const, seal: '审批专用章' },
    };
    expect(issue({ documents }, document)).toMatchObject([
      {
        type: 'documentIssued',
        data: {
          documentId: 'application:210200-20261116-000001~acceptance~2',
          name: '受理决定书',
          seal: '审批专用章',
        },
      },
    ]);
  });

  it('of a department carries the seal of that department', () => {
    const documents = {
      acceptance: { name: '受理通知书', holder: '审批部门', issuedBy: 'department' as const, seal: '{department}印章' },
    };
    expect(issue({ documents }, document)).toMatchObject([{ data: { issuer: '住建', seal: '住建印章' } }]);
  });

  it('says by which channels its addressee is told besides', () => {
    const documents = {
      acceptance: { name: '受理回执', holder: '综合服务窗口', issuedBy: 'window' as const, seal: '综合服务窗口印章' },
    };
    expect(issue({ documents }, { ...document, channels: ['sms', 'phone'] })).toMatchObject([
      { data: { channels: ['sms', 'phone'] } },
    ]);
  });

  it('is not issued where the region has none', () => {
    expect(issue({ documents: {} }, document)).toEqual([]);
  });
});
