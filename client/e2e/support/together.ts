import type { Visitor } from './visitor.ts';

/** The first makes a design, the second joins its crew; both have it open. @returns its address */
export async function beginTogether(first: Visitor, second: Visitor): Promise<string> {
  const created = await first.page.request.post('/api/v1/campaigns/spring-in-the-city/designs', { data: {} });
  const { id } = (await created.json()) as { readonly id: string };
  const address = `/design/${id}`;
  await first.page.goto(address);
  await saved(first);
  await first.page.getByRole('button', { name: 'Invite' }).click();
  const link = await first.page.getByRole('textbox', { name: 'Link to join' }).inputValue();
  await first.page.keyboard.press('Escape');
  await second.page.goto(link);
  await second.page.getByRole('button', { name: 'Join the crew' }).click();
  await second.page.waitForURL('**/design/*');
  await saved(second);
  return address;
}

/** The studio says that everything is stored. */
export function saved({ page }: Pick<Visitor, 'page'>): Promise<void> {
  return page.getByTitle('Saved', { exact: true }).waitFor({ timeout: 60_000 });
}
