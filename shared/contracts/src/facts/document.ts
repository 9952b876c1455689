/** Documents (文书): whatever is issued to somebody is this one fact, in every service. */

/** Who a document is addressed to. An enterprise finds its documents by `uscc`. */
export interface Addressee {
  name: string;
  uscc?: string;
}

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
}
