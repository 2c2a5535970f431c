import { sql } from 'drizzle-orm';
import type { DesignId } from 'shared/ids.ts';
import { isDesigning } from '../campaigns/designing.ts';
import { campaigns } from '../campaigns/tables.ts';
import type { Database } from '../db/database.ts';
import { preparedStatement } from '../db/prepared-statement.ts';
import { crew, designClients, designs, designUpdates } from '../design/tables.ts';
import { arrayOf, byteaArrayOf } from './array-literal.ts';
import type { Batch } from './storage.ts';

/**
 * Appends to the logs of several designs by one statement, which is one round trip and one commit. A batch goes in only
 * where its design stands at the batch's head and fence, takes edits now, and has all the authors in its crew; a design
 * that somebody holds is passed over rather than waited for, since everybody else's edits wait in the same statement.
 * The sequences are dense and in the order of commits, because they follow on the head of the design's row.
 * @returns the designs that were appended to; of the others nothing is stored
 */
export async function appendToLogs(db: Database, batches: readonly Batch[]): Promise<ReadonlySet<DesignId>> {
  const entries = batches.flatMap(({ designId, head, entries }) =>
    entries.map(({ personId, bytes }, index) => ({ designId, seq: head + 1 + index, personId, bytes })),
  );
  const authors = batches.flatMap(({ designId, newAuthors }) =>
    [...newAuthors].map(([clientId, personId]) => ({ designId, clientId, personId })),
  );
  const values = [
    arrayOf(batches.map(({ designId }) => designId)),
    arrayOf(batches.map(({ fence }) => fence)),
    arrayOf(batches.map(({ head }) => head)),
    arrayOf(batches.map(({ entries }) => entries.length)),
    arrayOf(entries.map(({ designId }) => designId)),
    arrayOf(entries.map(({ seq }) => seq)),
    arrayOf(entries.map(({ personId }) => personId)),
    byteaArrayOf(entries.map(({ bytes }) => bytes)),
    arrayOf(authors.map(({ designId }) => designId)),
    arrayOf(authors.map(({ clientId }) => clientId)),
    arrayOf(authors.map(({ personId }) => personId)),
  ];
  const rows = await append(db, values);
  return new Set(rows.map(({ id }) => id));
}

const append = preparedStatement<{ readonly id: DesignId }>(
  (values) => sql`
    with batch as (
      select * from unnest(
        ${values[0]}::uuid[],
        ${values[1]}::bigint[],
        ${values[2]}::bigint[],
        ${values[3]}::bigint[]
      ) as batch (design_id, fence, head, length)
    ), entry as (
      select * from unnest(
        ${values[4]}::uuid[],
        ${values[5]}::bigint[],
        ${values[6]}::uuid[],
        ${values[7]}::bytea[]
      ) as entry (design_id, seq, person_id, bytes)
    ), author as (
      select * from unnest(
        ${values[8]}::uuid[],
        ${values[9]}::bigint[],
        ${values[10]}::uuid[]
      ) as author (design_id, client_id, person_id)
    ), held as (
      select ${designs.id} as id, batch.length
      from ${designs}
      join batch on batch.design_id = ${designs.id} and batch.fence = ${designs.fence} and batch.head = ${designs.head}
      join ${campaigns} on ${campaigns.id} = ${designs.campaignId}
      where ${designs.frozenAt} is null
        and ${isDesigning}
        and not exists (
          select from entry where entry.design_id = ${designs.id} and entry.person_id is not null and not exists (
            select from ${crew} where ${crew.designId} = ${designs.id} and ${crew.personId} = entry.person_id
          )
        )
      for no key update of ${designs} skip locked
    ), moved as (
      update ${designs} set head = ${designs.head} + held.length
      from held where ${designs.id} = held.id
      returning ${designs.id} as id
    ), logged as (
      insert into ${designUpdates} (design_id, seq, person_id, bytes)
      select entry.design_id, entry.seq, entry.person_id, entry.bytes from entry join moved on moved.id = entry.design_id
    ), known as (
      insert into ${designClients} (design_id, client_id, person_id)
      select author.design_id, author.client_id, author.person_id
      from author join moved on moved.id = author.design_id
      on conflict do nothing
    )
    select id from moved`,
);
