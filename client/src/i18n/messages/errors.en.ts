import type { DomainErrorCode } from 'shared/errors.ts';

/** What happened, why, and what to do now: one sentence or two for every refusal, and for what is no refusal at all. */
const messages = {
  'errors.title': 'That did not work',
  'errors.titleNotFound': 'This page is not here',
  'errors.titleOffline': 'The server cannot be reached',
  'errors.retry': 'Try again',
  'errors.unreachable':
    'Your connection or our server is down for the moment. Nothing that you did here is lost; try again in a little while.',
  'errors.unexpected':
    'Something on our side went wrong. It is logged and we will look at it. Trying again often helps.',
  'errors.stale': 'Mitwerk has been renewed since you opened this page. Load it again to go on.',
  'errors.reload': 'Load again',

  'errors.sign_in_required': 'This needs to know who you are. Sign in, and you come back here.',
  'errors.not_allowed': 'Your account may not do this. If you should be able to, ask the people who run the campaign.',
  'errors.person_not_found': 'There is nobody by that name here. Perhaps the account was removed.',
  'errors.demo_only': 'This exists in the demo only, and this is not one.',
  'errors.mail_not_sent': 'The mail could not be sent. Check the address, or try again in a few minutes.',

  'errors.campaign_not_found': 'There is no such campaign, or it is not public yet. Check the address.',
  'errors.campaign_dates_out_of_order':
    'The dates are not in order. Designing comes first, then the last entry, then the vote from its opening to its close.',
  'errors.campaign_date_passed': 'A date that has passed stays, and none moves into the past. Choose a later one.',
  'errors.campaign_not_designing': 'The campaign takes designs only while it is in its design phase.',
  'errors.campaign_already_published': 'The campaign is public already, so this cannot be changed any more.',
  'errors.campaign_slug_taken': 'Another campaign has this address. Choose a different one.',
  'errors.campaign_market_unknown': 'The rules of the product name no such market.',
  'errors.product_not_found': 'There is no such product, or it belongs to another brand.',
  'errors.brand_not_found': 'There is no such brand.',
  'errors.phase_not_reached': 'It is too early for this: the campaign has not come to that phase yet.',
  'errors.entry_not_found': 'There is no such entry. Check the address.',
  'errors.entry_exists': 'This design is entered already. Remix it if you want to go on with it.',
  'errors.no_entries': 'There is no entry yet, so there is nothing to vote on.',

  'errors.design_not_found': 'There is no such design, or it is not shared with you. Ask its crew for an invitation.',
  'errors.design_frozen': 'The design is entered and does not change any more. Remix it to go on from here.',
  'errors.design_outside_space':
    'Something in the design is not possible with this product. Open it, and we show what.',
  'errors.invite_not_found': 'This invitation does not exist. Check that the link is complete, or ask for a new one.',
  'errors.invite_expired': 'This invitation has run out. Ask the person who sent it for a new one.',
  'errors.crew_full': 'The crew of this design is complete. Remix the design once it is entered, or start your own.',
  'errors.starter_not_found': 'There is no such starting point for this product. Choose another one.',

  'errors.decision_exists': 'The brand has decided, and a decision stands.',
  'errors.decision_not_found': 'The brand has not decided yet.',
  'errors.decision_reason_missing': 'Every finalist gets a reason of at least ten characters. One or more are missing.',
  'errors.decision_not_a_finalist': 'Only an entry of the round can be picked.',
  'errors.round_not_closed': 'The round is still open. Decide when it has closed and is counted.',

  'errors.space_not_found': 'The product of this campaign cannot be found.',
  'errors.pick_invalid': 'This product has no such choice.',
  'errors.rules_overtaken': 'Somebody has published version {version} since. Load it, and publish on top of it.',
  'errors.space_invalid': 'The product is not described correctly, so it cannot be shown.',
  'errors.rules_unreadable': 'These rules cannot be read: line {line}, column {column}.',
  'errors.graph_not_found': 'The rules of this product are not calculated ahead.',
  'errors.artwork_invalid': 'The drawing of this product cannot be read.',
  'errors.font_not_found': 'There is no such typeface for this product.',

  'errors.round_not_found': 'There is no such round. Check the address.',
  'errors.round_not_open': 'The round is not open yet. Come back when voting begins.',
  'errors.round_closed':
    'The round has closed, so this ballot was not taken. A ballot that you cast before still counts.',
  'errors.round_still_open': 'The result is secret until the round closes, for everybody. Come back then.',
  'errors.round_exists': 'This campaign has its round already.',
  'errors.ballot_unknown_entry':
    'The ballot names an entry that is not in this round. Load the page again and rank once more.',
  'errors.ballot_duplicate_entry': 'The ballot names an entry twice. Take one of the two away.',
  'errors.ballot_empty': 'The ballot is empty. Rank at least one entry.',
  'errors.ballot_own_entry':
    'You helped to make one of the entries on this ballot, and nobody ranks their own. Take it away.',
  'errors.ballot_key_reused':
    'This ballot was sent before with another order. Load the page again and cast it once more.',
  'errors.receipt_unreadable':
    'This is not a receipt of a ballot, or a part of it is missing. Use the file or the link that you were given when you cast it.',
  'errors.leaf_not_found':
    'No ballot in this round has this receipt. If you are sure that it is from this round, tell the organiser and keep the receipt.',
  'errors.leaf_not_in_checkpoint':
    'This ballot has been received. It can be checked once the next checkpoint of the round is made, within ten minutes.',
  'errors.checkpoint_not_found': 'The round has no such checkpoint. Load the page again.',

  'errors.invalid_request': 'Something in what was sent is not right. Check what you entered, then try again.',
  'errors.too_many_requests': 'That was a lot in a short time. Wait a minute, then try again.',
  'errors.not_found': 'There is nothing at this address. Perhaps the link is incomplete.',
} satisfies Record<`errors.${DomainErrorCode}`, string> & Record<string, string>;

export default messages;
