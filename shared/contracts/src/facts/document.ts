/** Documents (文书): whatever is issued to somebody is this one fact, in every service. */

/** Who a document is addressed to. An enterprise finds its documents by `uscc`. */
export interface Addressee {
  name: string;
  uscc?: string;
}

/** How an addressee is told of a document besides being handed it. */
export type NoticeChannel = 'sms' | 'phone' | 'wechat' | 'inApp';

export interface DocumentIssuedData {
  /** `{workflow ID}~{kind}~{n}`: the same whenever its cause is worked off again. */
  documentId: string;
  /** What the document does (`pickupNotice`), the same in every region. */
  kind: string;
  /** What the region calls it. */
  name: string;
  /** Name of the window, desk or department that issues it. */
  issuer: string;
  to: Addressee;
  itemCode?: string;
  /** The text, paragraph by paragraph. */
  lines: string[];
  /** Name of the seal it carries (行政许可法 32¶2); documents issued before seals were named have none. */
  seal?: string;
  /** By which channels the addressee is told of it besides, in order of preference. */
  channels?: NoticeChannel[];
}
