import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { typeOf } from '../../src/files/file-type.ts';
import { zip } from './zip.ts';

const typeOfBytes = async (bytes: Buffer): Promise<string | undefined> =>
  (await typeOf(() => Promise.resolve(Readable.from([bytes], { objectMode: false })), bytes.length))?.ext;

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const office = (type: string): Buffer =>
  zip({
    '[Content_Types].xml': `<Types><Override PartName="/x" ContentType="${type}"/></Types>`,
    'x/document.xml': '<x/>',
  });
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

test.each<[string | undefined, Buffer]>([
  ['pdf', Buffer.from('%PDF-1.7\n%%EOF')],
  ['jpg', Buffer.from('ffd8ffe000104a464946000101', 'hex')],
  ['png', Buffer.concat([png, Buffer.from('0000000100000001080600000000000000', 'hex'), Buffer.from('\0\0\0\0IDAT')])],
  ['tif', Buffer.from('49492a0008000000000000000000', 'hex')],
  ['dwg', Buffer.from('AC1032\0\0\0\0\0\0')],
  ['docx', office(word)],
  ['xlsx', office(sheet)],
  ['ofd', zip({ 'OFD.xml': '<ofd:OFD/>', 'Doc_0/Document.xml': '<x/>' })],
  ['ofd', zip({ 'Doc_0/Document.xml': '<x/>', 'OFD.xml': '<ofd:OFD/>' })],
  ['zip', zip({ 'Doc_0/OFD.xml': '<x/>' })],
  ['exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(64)])],
  [undefined, Buffer.from('<html><script>alert(1)</script></html>')],
  [undefined, Buffer.from('PK')],
])('%s', async (ext, bytes) => {
  expect(await typeOfBytes(bytes)).toBe(ext);
});

test('a ZIP that breaks off is no more than a ZIP, unless what came tells', async () => {
  const whole = zip({ 'a.txt': 'a'.repeat(100), 'OFD.xml': '<x/>' });
  expect(await typeOfBytes(whole.subarray(0, 60))).toBe('zip');
  expect(await typeOfBytes(zip({ 'OFD.xml': '<x/>', 'b.txt': 'b'.repeat(100) }).subarray(0, 80))).toBe('ofd');
});
