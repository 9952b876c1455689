/** Cases that the gate runs a second time with no workflow kept in memory, so that each task replays the whole history. */
import './cases/acceptance-online.ts';
import './cases/assist.ts';
import './cases/late-event.ts';
import './cases/reset.ts';
