const messages = {
  'vote.title': 'Vote: {campaign}',
  'vote.heading': 'Put the entries in your order',
  'vote.does': 'What it does',
  'vote.does.text': 'Every two entries are compared by how many people rank one above the other.',
  'vote.takes': 'About two minutes',
  'vote.takes.text': 'Rank as many as you like, and change it until the close',
  'vote.secret': 'Secret until the close',
  'vote.secret.text': 'Nobody sees a standing before, {brand} included. Your name never appears with your ballot.',
  'vote.slate': '{count, plural, one {# entry} other {# entries}}',
  'vote.slate.order': 'In a random order of your own. Open a picture to see it large.',
  'vote.open': 'See “{title}” large',
  'vote.picture': 'Picture of “{title}”',
  'vote.whole': 'the whole entry',
  'vote.previous': 'Previous entry',
  'vote.next': 'Next entry',
  'vote.own': 'You helped to make this one, so you do not rank it.',
  'vote.toggle.add': 'Rank {rank, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}: “{title}”',
  'vote.toggle.remove':
    'Ranked {rank, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}: “{title}”. Take it off',
  'vote.addAs': 'Rank {rank, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
  'vote.rankedAs': 'Ranked {rank, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
  'vote.takeOff': 'Take off rank {rank}',
  'vote.ranking': 'Your ranking',
  'vote.ranking.help':
    'Best on top. Drag by the dots, use the arrows, or the arrow keys on the dots; = gives the rank of the one above.',
  'vote.ranking.empty':
    'Begin with the one you like best. It takes the first place, the next one the second, and you can change that at any time.',
  'vote.unranked':
    '{count, plural, one {The entry} other {The # entries}} that you leave out {count, plural, one {counts} other {count}} as below all of these.',
  'vote.unranked.none': 'You have ranked them all.',
  'vote.grip': 'Move “{title}”, now rank {rank}',
  'vote.rankOf': 'Rank {rank}:',
  'vote.up': '“{title}” up',
  'vote.down': '“{title}” down',
  'vote.tie': '“{title}”: same rank as the one above',
  'vote.remove': 'Take “{title}” off',
  'vote.said.moved': '“{title}” has rank {rank}; {count} ranked.',
  'vote.said.removed': '“{title}” is no longer ranked.',
  'vote.cast': 'Cast ballot',
  'vote.castShort': 'Cast ballot',
  'vote.changeLater': 'You can change it until the close.',
  'vote.keepAsCast': 'Leave it as I cast it',
  'vote.bar': '{count, plural, one {# ranked} other {# ranked}}',
  'vote.who': 'Who are you?',
  'vote.who.text':
    'Everybody has one ballot, so we need to know who casts it. What you have ranked stays here while you sign in.',
  'vote.nowCast': 'You are {name} now. Cast your ballot.',
  'vote.receipt': 'Your ballot is in',
  'vote.receipt.when':
    '{revision, plural, one {Cast {at}.} other {Changed {at}; this is version #, and only it counts.}}',
  'vote.receipt.change': 'You can change it until the vote closes',
  'vote.receipt.secret': 'Until then nobody sees how it stands.',
  'vote.receipt.order': 'What you cast',
  'vote.change': 'Change my ballot',
  'vote.toCampaign': 'To the campaign',
  'vote.scheduled': 'Voting starts',
  'vote.scheduled.text': 'From {from} until {until}. Look at the entries in the meantime.',
  'vote.lookAround': 'See the entries',
  'vote.closed': 'The vote has closed',
  'vote.closed.text': 'No ballot is taken since {at}.',
  'vote.seeResult': 'See the result',

  'results.title': 'Result: {campaign}',
  'results.winner': 'Won the vote',
  'results.none': 'First by lot',
  'results.why.noBallots': 'Nobody cast a ballot, so only the tie rule orders the entries.',
  'results.why.only': 'It was the only entry.',
  'results.why.beatsAll':
    'More people ranked it above {others, plural, one {the other entry} other {each of the # others}} than below; closest was “{closest}”, with {above} to {below}.',
  'results.why.tie': 'It shares the first rank with {others}. The tie rule, fixed before the vote, puts it first.',
  'results.why.paths':
    'No entry beats every other one; {others} did as well or better against it alone. Following the strongest chains of comparisons, it comes first.',
  'results.see': 'See the entry',
  'results.count':
    '{count, plural, =0 {No ballot was cast} one {# ballot counted} other {# ballots counted}}; closed {at}.',
  'results.toDecision': 'See what {brand} picked',
  'results.undecided': 'Now {brand} decides, and gives a reason for every finalist.',
  'results.order': 'The order',
  'results.order.next': '{above} to {below} against “{next}”',
  'results.order.tied': 'shares rank {rank}',
  'results.pairs': 'Every two compared',
  'results.pairs.text':
    'Each row shows on how many ballots its entry stands above the entry of the column. Bold on colour: more ballots for it than against it. The columns are in the same order as the rows.',
  'results.pair.won':
    '“{row}” was ranked above “{column}” on {above} of {count} ballots, below on {below}{equal, plural, =0 {.} other {, and neither on #.}}',
  'results.pair.lost':
    '“{row}” was ranked above “{column}” on only {above} of {count} ballots, below on {below}{equal, plural, =0 {.} other {, and neither on #.}}',
  'results.pair.even':
    '“{row}” and “{column}” are even: each was above the other on {above} of {count} ballots{equal, plural, =0 {.} other {, and neither on #.}}',
  'results.check': 'How it was counted',
  'results.method':
    'By the Schulze method: from one entry to another, a chain of won comparisons is as strong as its weakest win, measured in ballots. An entry is above another if its strongest chain to it is stronger than the one back.',
  'results.tied':
    '{titles} share a rank. They are ordered by a fingerprint of a secret seed and their number; a proof of the seed was fixed before the vote, the seed itself is shown now.',
  'results.seed': 'Seed of the tie rule',
  'results.commitment': 'SHA-256 of the seed, published before',
  'results.paths': 'The strongest chains, in numbers',
  'results.paths.text':
    'Strength of the strongest chain from the row to the column. Bold where it is stronger than the one back.',
  'results.rules': 'The rules, fixed before the vote',
  'results.rules.text':
    'Slate, method, what is left out and the tie rule were frozen before the round opened. This fingerprint is of exactly those rules.',
  'results.rulesHash': 'SHA-256 of the rules',
  'results.secret': 'The result is still secret',
  'results.secret.text':
    'While people vote, nobody sees how it stands: no voter, no maker, no brand. So everybody ranks what they like, not what is ahead.',
  'results.secret.when': 'The vote closes {at},',
  'results.secret.vote': 'Cast or change my ballot',
};

export default messages;
