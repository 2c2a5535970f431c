import { sql } from 'drizzle-orm';
import { campaigns } from './tables.ts';

/** Whether a campaign is designing, as `phaseAt` says it, by the database's clock. */
export const isDesigning = sql`(
  ${campaigns.publishedAt} is not null
  and ${campaigns.handedOverAt} is null and ${campaigns.decidedAt} is null
  and ${campaigns.designingFrom} <= clock_timestamp() and clock_timestamp() < ${campaigns.entriesCloseAt}
)`;
