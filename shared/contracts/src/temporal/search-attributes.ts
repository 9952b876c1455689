/** Search attributes of every workflow; none holds personal data. */
export const searchAttributes = {
  YcRegion: 'Keyword',
  YcStage: 'Keyword',
  YcState: 'Keyword',
  YcDepartment: 'Keyword',
  YcApplicationNo: 'Keyword',
  YcProjectCode: 'Keyword',
  YcItemCode: 'Keyword',
  YcRealm: 'Keyword',
  YcDueAt: 'Datetime',
  YcWaitingOn: 'KeywordList',
  YcCalendarVersion: 'Int',
} as const;
