/** intake: takes applications in and owns them up to acceptance. */
import type { Config, ServiceDefinition } from '@yichuang/platform';
import { loadRegions } from '@yichuang/regions';
import { intakeEffect } from './consumers/effect.ts';
import { startCleanUp } from './files/clean-up.ts';
import { linkSigner } from './files/links.ts';
import { noScanner } from './files/scanner.ts';
import { applicationActRoutes } from './http/application-acts.ts';
import { applicationRoutes } from './http/applications.ts';
import { catalogueRoutes } from './http/catalogue.ts';
import { downloadRoutes } from './http/downloads.ts';
import { draftRoutes } from './http/drafts.ts';
import { faqRoutes } from './http/faq.ts';
import { heldRoutes } from './http/held-materials.ts';
import { inquiryRoutes } from './http/inquiries.ts';
import { questionRoutes } from './http/questions.ts';
import { uploadRoutes } from './http/uploads.ts';
import { project } from './store/project.ts';
import type { IntakeDatabase } from './store/schema.ts';

export function intakeService({ regionPacksDir, files, journalKey }: Config): ServiceDefinition<IntakeDatabase> {
  const regions = loadRegions(regionPacksDir);
  return {
    name: 'intake',
    project,
    effect: () => intakeEffect,
    jobs: (tools, databaseUrl) => [
      startCleanUp({ ...tools, databaseUrl, keepDays: files.keepDays, everyMs: files.cleanUpMs }),
    ],
    mount: (routes, tools) => {
      for (const warning of regions.warnings) tools.log.warn(warning);
      applicationRoutes(routes, tools, regions);
      draftRoutes(routes, tools, regions);
      heldRoutes(routes, tools, regions);
      questionRoutes(routes, tools, regions);
      inquiryRoutes(routes, tools, regions);
      faqRoutes(routes, regions);
      catalogueRoutes(routes, tools, regions);
      applicationActRoutes(routes, tools);
      uploadRoutes(routes, { ...tools, types: files.types, scan: noScanner }, files.maxBytes);
      downloadRoutes(routes, tools, linkSigner(journalKey, files.linkSeconds));
    },
  };
}
