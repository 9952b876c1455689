/** Answers about files. */
import { actor, instantText, named } from '@yichuang/platform';
import { z } from 'zod';

export const fileId = z.uuid().meta({ description: '文件编号' });

export const fileReply = z
  .strictObject({
    fileId,
    name: z.string(),
    uscc: z.string().meta({ description: '所属单位的统一社会信用代码' }),
    size: z.int().meta({ description: '大小,字节' }),
    received: z.int().meta({ description: '已收到的字节数' }),
    state: z.enum(['receiving', 'stored', 'refused']),
    stateName: z.string().meta({ examples: ['已收妥'] }),
    type: z
      .string()
      .nullable()
      .meta({ description: '按内容判定的类型', examples: ['application/pdf'] }),
    sha256: z.string().nullable().meta({ description: '内容的 SHA-256,十六进制' }),
    scan: named.meta({ description: '病毒扫描', examples: [{ code: 'unscanned', name: '未扫描' }] }),
    refusal: z.string().nullable().meta({ description: '不受理的原因' }),
    openedBy: actor,
    createdAt: instantText,
  })
  .meta({ id: 'File', description: '一个文件' });

export const linkReply = z
  .strictObject({
    url: z.string().meta({ description: '下载网址,在本服务之下;不需要令牌' }),
    expiresAt: instantText,
  })
  .meta({ id: 'FileLink', description: '一个短时有效的下载网址' });

export type FileView = z.input<typeof fileReply>;
