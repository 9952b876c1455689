/** What callers meet, on one system. */
import './surface/contract.ts';
import './surface/correction.ts';
import './surface/drafts.ts';
import './surface/identity.ts';
import './surface/published.ts';
import './surface/stages.ts';
