/** What each task queue's worker can do: its activities, bound to its service's store. */

import * as approval from '@yichuang/approval/store';
import * as assist from '@yichuang/assist/store';
import type { RecorderActivities, ServiceName } from '@yichuang/contracts/temporal';
import * as intake from '@yichuang/intake/store';
import * as issuance from '@yichuang/issuance/store';
import {
  type Cipher,
  createDatabase,
  createRecorder,
  type Logger,
  type Projection,
  roleUrl,
  withDocuments,
} from '@yichuang/platform';
import type { RegionPack } from '@yichuang/regions';
import { sql } from 'kysely';

export interface QueueActivities {
  activities: object;
  /** Throws when the store does not answer. */
  ping: () => Promise<void>;
  close: () => Promise<void>;
}

interface Deps {
  databaseUrl: string;
  cipher: Cipher;
  packs: ReadonlyMap<string, RegionPack>;
  log: Logger;
}

function bind<DB>(service: ServiceName, project: Projection<DB>): (deps: Deps) => QueueActivities {
  return ({ databaseUrl, cipher, packs, log }) => {
    const db = createDatabase<DB>(roleUrl(databaseUrl, service), { name: `${service}.worker`, max: 20 });
    const activities: RecorderActivities = {
      recordFacts: createRecorder({ service, db, cipher, project: withDocuments(service, project, packs), log }),
    };
    return {
      activities,
      ping: async () => {
        await sql`select 1`.execute(db);
      },
      close: () => db.destroy(),
    };
  };
}

export const queueActivities: Record<ServiceName, (deps: Deps) => QueueActivities> = {
  intake: bind('intake', intake.project),
  approval: bind('approval', approval.project),
  issuance: bind('issuance', issuance.project),
  assist: bind('assist', assist.project),
};
