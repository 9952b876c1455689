/** @yichuang/regions: jurisdictions as data. Workflows take types only, from `@yichuang/regions/types`. */
export { type AssistRequest, assistSlice } from './assist-slice.ts';
export { checkPack } from './check-pack.ts';
export { citationText } from './citation.ts';
export { contentHash } from './content-hash.ts';
export { type DocumentForm, documentForm } from './document-form.ts';
export { guideVersions, serviceGuide } from './guide.ts';
export { inquirySlice } from './inquiry-slice.ts';
export { parseCalendar } from './load/calendar-import.ts';
export { loadCalendarYears } from './load/calendar-years.ts';
export { loadCatalogue, publishingProblems } from './load/catalogue.ts';
export { loadPacks } from './load/packs.ts';
export { DataError, problemLine } from './load/problems.ts';
export { loadRegions, type Regions } from './load/regions.ts';
export {
  departmentByName,
  itemByCode,
  namedDepartment,
  namedItem,
  namedStage,
  presentDepartments,
  regionByName,
  stageByName,
} from './lookup.ts';
export { neededMaterials, publishedItems, publishedStages } from './published.ts';
export { questionSlice } from './question-slice.ts';
export { calendarYearSchema } from './schema/calendar-year.ts';
export { packSlice, SliceError, type SliceRequest } from './slice.ts';
export type * from './types.ts';
export { packWarnings, refusedSince } from './validity.ts';
