import { sql } from 'drizzle-orm';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { AccessNotice } from 'shared/realtime/messages.ts';
import { managers } from '../accounts/tables.ts';
import { isDesigning } from '../campaigns/designing.ts';
import { campaigns } from '../campaigns/tables.ts';
import type { Database } from '../db/database.ts';
import { preparedStatement } from '../db/prepared-statement.ts';
import { crew, designs } from '../design/tables.ts';
import type { Access } from './storage.ts';

export interface AccessQuestion {
  readonly designId: DesignId;
  readonly personId: PersonId;
}

interface Row {
  /** Which question it answers. */
  readonly place: number;
  readonly fence: string;
  readonly epoch: number;
  readonly in_crew: boolean;
  readonly is_manager: boolean;
  readonly is_entered: boolean;
  readonly is_designing: boolean;
}

/**
 * What people may do with designs, as `accessTo` says it, for everybody who comes in at the same time.
 * @returns in the order of the questions; null: there is no such design for them
 */
export async function readAccess(db: Database, questions: readonly AccessQuestion[]): Promise<(Access | null)[]> {
  const asked = questions.map(({ designId, personId }, place) => ({ place, design_id: designId, person_id: personId }));
  const answers: (Access | null)[] = questions.map(() => null);
  for (const row of await readRows(db, [JSON.stringify(asked)])) answers[row.place] = accessOf(row);
  return answers;
}

/** For its crew and for the managers of the brand; for everybody else there is none. */
function accessOf({ fence, epoch, in_crew: inCrew, ...row }: Row): Access | null {
  if (!inCrew && !row.is_manager) return null;
  const because = inCrew ? reasonOf(row) : 'not_in_crew';
  const notice = { access: because === null ? 'edit' : 'view', because, epoch } as const;
  return { notice, fence: Number(fence) };
}

function reasonOf({ is_entered, is_designing }: Pick<Row, 'is_entered' | 'is_designing'>): AccessNotice['because'] {
  if (is_entered) return 'entered';
  return is_designing ? null : 'phase';
}

const readRows = preparedStatement<Row>(
  ([questions]) => sql`
    select asked.place as place, ${designs.fence} as fence, ${designs.epoch} as epoch,
      exists (
        select from ${crew} where ${crew.designId} = ${designs.id} and ${crew.personId} = asked.person_id
      ) as in_crew,
      exists (
        select from ${managers}
        where ${managers.brandId} = ${campaigns.brandId} and ${managers.personId} = asked.person_id
      ) as is_manager,
      ${designs.frozenAt} is not null as is_entered,
      ${isDesigning} as is_designing
    from jsonb_to_recordset(${questions}::text::jsonb) as asked (place int, design_id uuid, person_id uuid)
    join ${designs} on ${designs.id} = asked.design_id
    join ${campaigns} on ${campaigns.id} = ${designs.campaignId}`,
);
