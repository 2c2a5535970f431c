import type en from './front.en.ts';

const messages: Record<keyof typeof en, string> = {
  'front.title': 'Wat er nu wordt gemaakt',
  'front.intro':
    'Merken openen hier hun producten. Je ontwerpt samen binnen wat echt gemaakt kan worden, iedereen rangschikt, en het merk zegt wat het kiest en waarom.',
  'front.live.design': 'Wordt nu ontworpen',
  'front.live.vote': 'Hierover wordt nu gestemd',
  'front.byBrand': 'met {brand}',
  'front.pictureOf': 'Een ontwerp voor “{title}”',
  'front.act.design': 'Ontwerp de jouwe',
  'front.act.vote': 'Zet de inzendingen op volgorde',
  'front.makers': '{count, plural, =0 {wees de eerste} one {# persoon doet mee} other {# mensen doen mee}}',
  'front.entries': '{count, plural, =0 {nog geen inzending} one {# inzending} other {# inzendingen}}',
  'front.group.design': 'Nu ontwerpen',
  'front.group.design.text': 'Begin met een beginpunt of met een inzending van iemand anders.',
  'front.group.vote': 'Nu stemmen',
  'front.group.vote.text': 'Zet de inzendingen in jouw volgorde. Dat duurt zo’n twee minuten.',
  'front.group.soon': 'Binnenkort',
  'front.group.soon.text': 'Gaat bijna open, of wacht op het merk.',
  'front.group.decided': 'Gekozen',
  'front.group.decided.text': 'Wat won, wat het merk koos, en waarom.',
  'front.empty': 'Hier wordt nog niets gemaakt',
  'front.empty.text': 'Zodra een merk een campagne opent, staat ze hier met plaatjes en data.',
  'front.empty.create': 'Campagne maken',
  'front.people': 'Kijk rond als …',
  'front.people.text': 'Eén klik en je bent binnen. Wisselen kan altijd.',
  'front.people.entered': 'Je bent nu {name}.',

  'signIn.title': 'Aanmelden',
  'signIn.text':
    'We sturen je een link. Daarmee meld je je aan, zonder wachtwoord. Ben je nieuw, dan maakt hij ook je account.',
  'signIn.email': 'E-mailadres',
  'signIn.email.wrong': 'Dit lijkt niet op een e-mailadres. Er hoort een @ en een domein in, zoals anna@example.org.',
  'signIn.send': 'Stuur me de link',
  'signIn.sent': 'Kijk in je mail',
  'signIn.sent.text':
    'Er is een mail met een link onderweg naar {email}. Open de link in deze browser. Hij werkt één keer en maar kort.',
  'signIn.sent.none': 'Na een paar minuten nog geen mail? Kijk bij de spam, of controleer het adres.',
  'signIn.again': 'Ander adres gebruiken',
  'signIn.openMailbox': 'Demo-mailbox openen',
  'signIn.failed': 'Die link werkte niet. Misschien is hij al gebruikt of te oud. We sturen je graag een nieuwe.',
  'signIn.demo': 'Of bekijk de demo als iemand',
  'signIn.already': 'Je bent aangemeld als {name}.',
  'signIn.goOn': 'Verder',

  'account.title': 'Je account',
  'account.name': 'Naam',
  'account.name.hint': 'Anderen zien haar bij je cursor en bij je inzendingen.',
  'account.name.empty': 'Vul een naam in, of hoe anderen je mogen noemen.',
  'account.save': 'Naam wijzigen',
  'account.saved': 'Je naam is gewijzigd. Inzendingen houden de naam die je toen had.',
  'account.email': 'Mail met je links gaat naar {email}.',
  'account.colour': 'Dit is jouw kleur waar je met anderen werkt.',
  'account.manages': 'Je leidt campagnes voor {brands}.',

  'mailbox.title': 'Demo-mailbox',
  'mailbox.text':
    'In de demo verlaat geen mail deze server. Wat verstuurd zou zijn, staat hier, voor iedereen die kijkt.',
  'mailbox.to': 'aan {address}',
  'mailbox.empty': 'Nog geen mail',
  'mailbox.empty.text': 'Vraag met een willekeurig adres een aanmeldlink aan, dan verschijnt de mail hier.',
  'mailbox.refresh': 'Opnieuw kijken',

  'join.title': '{name} nodigt je uit om aan “{title}” mee te ontwerpen',
  'join.text':
    'Het is een ontwerp voor {campaign}. Je ziet elkaars wijzigingen meteen, en als het wordt ingezonden, sta jij erbij als een van de makers.',
  'join.picture': '“{title}” zoals het nu is',
  'join.accept': 'Doe mee',
  'join.signInFirst': 'Meld je aan, dan kom je meteen hier terug.',
  'join.as': 'Je doet mee als {name}.',
};

export default messages;
