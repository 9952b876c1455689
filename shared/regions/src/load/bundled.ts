import { fileURLToPath } from 'node:url';

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Data shipped with the package. */
export const bundledPacks = folder('packs');
export const bundledCatalogue = folder('catalogue');
export const bundledCalendar = folder('calendar/CN');
