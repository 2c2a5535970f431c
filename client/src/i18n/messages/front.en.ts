const messages = {
  'front.title': 'What is being made now',
  'front.intro':
    'Brands open their products here. You design with others inside what can really be made, everyone ranks, and the brand says what it picks and why.',
  'front.live.design': 'Being designed right now',
  'front.live.vote': 'Being voted on right now',
  'front.byBrand': 'with {brand}',
  'front.pictureOf': 'A design for “{title}”',
  'front.act.design': 'Design yours',
  'front.act.vote': 'Rank the entries',
  'front.makers': '{count, plural, =0 {be the first} one {# person is in} other {# people are in}}',
  'front.entries': '{count, plural, =0 {no entry yet} one {# entry} other {# entries}}',
  'front.group.design': 'Design now',
  'front.group.design.text': 'Start from a starting point or from somebody’s entry.',
  'front.group.vote': 'Vote now',
  'front.group.vote.text': 'Put the entries in your order. It takes about two minutes.',
  'front.group.soon': 'Coming up',
  'front.group.soon.text': 'About to open, or waiting for the brand.',
  'front.group.decided': 'Decided',
  'front.group.decided.text': 'What won, what the brand picked, and why.',
  'front.empty': 'Nothing is being made here yet',
  'front.empty.text': 'As soon as a brand opens a campaign, it stands here with its pictures and its dates.',
  'front.empty.create': 'Create a campaign',
  'front.people': 'Look around as …',
  'front.people.text': 'One click and you are in. You can change at any time.',
  'front.people.entered': 'You are {name} now.',

  'signIn.title': 'Sign in',
  'signIn.text':
    'We send you a link. It signs you in, and there is no password to remember. If you are new, it also makes your account.',
  'signIn.email': 'E-mail address',
  'signIn.email.wrong': 'This does not look like an e-mail address. It needs an @ and a domain, like anna@example.org.',
  'signIn.send': 'Send me the link',
  'signIn.sent': 'Check your mail',
  'signIn.sent.text':
    'A mail with a link is on its way to {email}. Open the link in this browser. It works once, and only for a short time.',
  'signIn.sent.none': 'No mail after a few minutes? Look in the spam folder, or check the address.',
  'signIn.again': 'Use another address',
  'signIn.openMailbox': 'Open the demo mailbox',
  'signIn.failed':
    'That link did not work. It may have been used already, or it is too old. Let us send you a new one.',
  'signIn.demo': 'Or enter the demo as somebody',
  'signIn.already': 'You are signed in as {name}.',
  'signIn.goOn': 'Go on',

  'account.title': 'Your account',
  'account.name': 'Name',
  'account.name.hint': 'Others see it beside your cursor and on your entries.',
  'account.name.empty': 'Enter a name, or whatever others should call you.',
  'account.save': 'Change name',
  'account.saved': 'Your name is changed. Entries keep the name that you had then.',
  'account.email': 'Mail with your links goes to {email}.',
  'account.colour': 'This is your colour where you work with others.',
  'account.manages': 'You run campaigns for {brands}.',

  'mailbox.title': 'Demo mailbox',
  'mailbox.text':
    'In the demo no mail leaves this server. What would have been sent is shown here, to anybody who looks.',
  'mailbox.to': 'to {address}',
  'mailbox.empty': 'No mail yet',
  'mailbox.empty.text': 'Ask for a sign-in link with any address, and the mail appears here.',
  'mailbox.refresh': 'Look again',

  'join.title': '{name} invites you to design “{title}”',
  'join.text':
    'It is a design for {campaign}. You see each other’s changes as they happen, and when it is entered, you stand beside it as one of its crew.',
  'join.picture': '“{title}” as it is now',
  'join.accept': 'Join the crew',
  'join.signInFirst': 'Sign in, and you come straight back here.',
  'join.as': 'You join as {name}.',
};

export default messages;
