import type en from './front.en.ts';

const messages: Record<keyof typeof en, string> = {
  'front.title': 'Was gerade entsteht',
  'front.intro':
    'Marken öffnen hier ihre Produkte. Du gestaltest mit anderen, was wirklich gebaut werden kann, alle stimmen ab, und die Marke sagt, was sie wählt und warum.',
  'front.live.design': 'Wird gerade gestaltet',
  'front.live.vote': 'Wird gerade abgestimmt',
  'front.byBrand': 'mit {brand}',
  'front.pictureOf': 'Ein Entwurf für „{title}“',
  'front.act.design': 'Gestalte deinen',
  'front.act.vote': 'Bring die Beiträge in deine Reihenfolge',
  'front.makers': '{count, plural, =0 {sei die oder der Erste} one {# Person macht mit} other {# Leute machen mit}}',
  'front.entries': '{count, plural, =0 {noch kein Beitrag} one {# Beitrag} other {# Beiträge}}',
  'front.group.design': 'Jetzt gestalten',
  'front.group.design.text': 'Beginne bei einem Ausgangspunkt oder bei einem Beitrag von anderen.',
  'front.group.vote': 'Jetzt abstimmen',
  'front.group.vote.text': 'Bring die Beiträge in deine Reihenfolge. Das dauert etwa zwei Minuten.',
  'front.group.soon': 'Demnächst',
  'front.group.soon.text': 'Öffnet bald oder wartet auf die Marke.',
  'front.group.decided': 'Entschieden',
  'front.group.decided.text': 'Was gewonnen hat, was die Marke gewählt hat und warum.',
  'front.empty': 'Hier entsteht noch nichts',
  'front.empty.text': 'Sobald eine Marke eine Kampagne öffnet, steht sie hier mit Bildern und Terminen.',
  'front.empty.create': 'Kampagne anlegen',
  'front.people': 'Sieh dich um als …',
  'front.people.text': 'Ein Klick und du bist drin. Wechseln geht jederzeit.',
  'front.people.entered': 'Du bist jetzt {name}.',

  'signIn.title': 'Anmelden',
  'signIn.text':
    'Wir schicken dir einen Link. Er meldet dich an, ganz ohne Passwort. Bist du neu, legt er auch dein Konto an.',
  'signIn.email': 'E-Mail-Adresse',
  'signIn.email.wrong':
    'Das sieht nicht nach einer E-Mail-Adresse aus. Es braucht ein @ und eine Domain, wie anna@example.org.',
  'signIn.send': 'Link schicken',
  'signIn.sent': 'Sieh in deine Mails',
  'signIn.sent.text':
    'Eine Mail mit einem Link ist unterwegs an {email}. Öffne den Link in diesem Browser. Er gilt einmal und nur kurz.',
  'signIn.sent.none': 'Nach ein paar Minuten keine Mail? Sieh im Spam-Ordner nach oder prüfe die Adresse.',
  'signIn.again': 'Andere Adresse nehmen',
  'signIn.openMailbox': 'Demo-Postfach öffnen',
  'signIn.failed':
    'Dieser Link hat nicht funktioniert. Vielleicht wurde er schon benutzt oder ist zu alt. Wir schicken dir gern einen neuen.',
  'signIn.demo': 'Oder betritt die Demo als jemand',
  'signIn.already': 'Du bist als {name} angemeldet.',
  'signIn.goOn': 'Weiter',

  'account.title': 'Dein Konto',
  'account.name': 'Name',
  'account.name.hint': 'Andere sehen ihn neben deinem Zeiger und an deinen Beiträgen.',
  'account.name.empty': 'Gib einen Namen ein, oder wie andere dich nennen sollen.',
  'account.save': 'Namen ändern',
  'account.saved': 'Dein Name ist geändert. Beiträge behalten den Namen von damals.',
  'account.email': 'Mails mit deinen Links gehen an {email}.',
  'account.colour': 'Das ist deine Farbe, wo du mit anderen arbeitest.',
  'account.manages': 'Du führst Kampagnen für {brands}.',

  'mailbox.title': 'Demo-Postfach',
  'mailbox.text':
    'In der Demo verlässt keine Mail diesen Server. Was verschickt worden wäre, steht hier, für alle, die hinsehen.',
  'mailbox.to': 'an {address}',
  'mailbox.empty': 'Noch keine Mail',
  'mailbox.empty.text': 'Fordere mit irgendeiner Adresse einen Anmeldelink an, dann erscheint die Mail hier.',
  'mailbox.refresh': 'Noch einmal nachsehen',

  'join.title': '{name} lädt dich ein, an „{title}“ mitzugestalten',
  'join.text':
    'Es ist ein Entwurf für {campaign}. Ihr seht eure Änderungen sofort, und wenn er eingereicht wird, stehst du als Teil des Teams dabei.',
  'join.picture': '„{title}“, wie es jetzt ist',
  'join.accept': 'Mitmachen',
  'join.signInFirst': 'Melde dich an, dann kommst du gleich hierher zurück.',
  'join.as': 'Du machst als {name} mit.',
};

export default messages;
