import type { Localized } from 'shared/localized.ts';

/** Days from the moment of seeding; negative is past. */
interface DemoDates {
  readonly published: number | null;
  readonly designing: number;
  readonly entriesClose: number;
  readonly votingFrom: number;
  readonly votingUntil: number;
}

export interface DemoCampaign {
  readonly slug: string;
  readonly brand: string;
  readonly title: Localized;
  readonly tagline: Localized;
  readonly brief: Localized;
  readonly dates: DemoDates;
  /** How many of its designs are still being drawn: not entered. */
  readonly stillDrawing?: number;
  /** How many people have voted. */
  readonly voters?: number;
  readonly decision?: { readonly days: number; readonly handedOver: boolean };
}

export const DEMO_BRANDS = [
  { slug: 'officina-lenta', name: 'Officina Lenta', accent: '#2f7a5f', product: 'piccola' },
  { slug: 'krokant', name: 'Krokant', accent: '#c2491d', product: 'krokant' },
  { slug: 'kraai-linde', name: 'Kraai & Linde', accent: '#4d5f2f', product: 'theebus' },
  { slug: 'noorderzoom', name: 'Noorderzoom', accent: '#2d4a78', product: 'overhemd' },
  { slug: 'stadsloper', name: 'Stadsloper', accent: '#8a3b52', product: 'stadsloper' },
] as const;

export const DEMO_CAMPAIGNS: readonly DemoCampaign[] = [
  {
    slug: 'spring-in-the-city',
    brand: 'officina-lenta',
    title: { en: 'Spring in the city', nl: 'Lente in de stad', de: 'Frühling in der Stadt' },
    tagline: {
      en: 'Design the Piccola that makes a grey street friendlier.',
      nl: 'Ontwerp de Piccola die een grijze straat vriendelijker maakt.',
      de: 'Gestalte den Piccola, der eine graue Straße freundlicher macht.',
    },
    brief: {
      en: 'Most streets are grey cars in a grey row. Next spring we build one hundred Piccolas that are not. Choose paint, roof, wheels and stripes, letter the doors, put something on the bonnet that makes a stranger smile. Design alone, or invite up to seven others and draw together. The winner goes into production as you drew it.',
      nl: 'De meeste straten zijn grijze auto’s op een grijze rij. Komende lente bouwen we honderd Piccola’s die dat niet zijn. Kies lak, dak, wielen en strepen, beletter de deuren, zet iets op de motorkap waar een vreemde om glimlacht. Ontwerp alleen, of nodig tot zeven anderen uit en teken samen. De winnaar gaat in productie zoals jullie hem tekenden.',
      de: 'Die meisten Straßen sind graue Autos in grauer Reihe. Im nächsten Frühling bauen wir hundert Piccolas, die anders sind. Wähle Lack, Dach, Räder und Streifen, beschrifte die Türen, setz etwas auf die Haube, das Fremde lächeln lässt. Allein oder mit bis zu sieben anderen. Der Gewinner geht so in Produktion, wie ihr ihn gezeichnet habt.',
    },
    dates: { published: -16, designing: -14, entriesClose: 9, votingFrom: 10, votingUntil: 17 },
    stillDrawing: 4,
  },
  {
    slug: 'long-summer',
    brand: 'krokant',
    title: {
      en: 'A crisp for the long summer',
      nl: 'Een chip voor de lange zomer',
      de: 'Ein Chip für den langen Sommer',
    },
    tagline: {
      en: 'Nine bags are in. Rank the ones you would bring to the lake.',
      nl: 'Negen zakken doen mee. Rangschik wat je meeneemt naar het meer.',
      de: 'Neun Tüten sind im Rennen. Ordne, was du an den See mitnimmst.',
    },
    brief: {
      en: 'One flavour, for the evenings that do not end. At most four notes that add up to one hundred per cent, a name that one can say with a full mouth, and a bag that one finds again in the grass. We bake the winner in June, forty thousand bags, with the makers’ names on the back.',
      nl: 'Eén smaak, voor avonden die niet ophouden. Hooguit vier tonen die samen honderd procent zijn, een naam die je met volle mond kunt zeggen, en een zak die je terugvindt in het gras. In juni bakken we de winnaar, veertigduizend zakken, met de namen van de makers achterop.',
      de: 'Eine Sorte für Abende, die nicht enden. Höchstens vier Noten, die zusammen hundert Prozent ergeben, ein Name, den man mit vollem Mund sagen kann, und eine Tüte, die man im Gras wiederfindet. Im Juni backen wir den Gewinner, vierzigtausend Tüten, mit den Namen der Macher auf der Rückseite.',
    },
    dates: { published: -32, designing: -30, entriesClose: -4, votingFrom: -3, votingUntil: 4 },
    voters: 23,
  },
  {
    slug: 'winter-warmers',
    brand: 'krokant',
    title: { en: 'Winter warmers', nl: 'Winterwarmers', de: 'Winterwärmer' },
    tagline: {
      en: 'The crowd has ranked. Krokant decides this week.',
      nl: 'De rangschikking staat. Krokant beslist deze week.',
      de: 'Die Rangfolge steht. Krokant entscheidet diese Woche.',
    },
    brief: {
      en: 'Something to eat by the stove. Smoke, roots, a little heat; nothing that tastes of sugar and cinnamon, there is enough of that.',
      nl: 'Iets om bij de kachel te eten. Rook, wortels, een beetje pit; niets dat naar suiker en kaneel smaakt, daar is genoeg van.',
      de: 'Etwas für den Platz am Ofen. Rauch, Wurzeln, ein wenig Schärfe; nichts mit Zucker und Zimt, davon gibt es genug.',
    },
    dates: { published: -40, designing: -38, entriesClose: -12, votingFrom: -11, votingUntil: -1 },
    voters: 31,
  },
  {
    slug: 'little-deliveries',
    brand: 'officina-lenta',
    title: { en: 'Little deliveries', nl: 'Kleine bezorgingen', de: 'Kleine Lieferungen' },
    tagline: {
      en: 'A Piccola for small trades. Voting opens tomorrow.',
      nl: 'Een Piccola voor kleine zaken. Morgen opent de stemming.',
      de: 'Ein Piccola für kleine Betriebe. Morgen beginnt die Abstimmung.',
    },
    brief: {
      en: 'Bakers, florists, people who repair things: their car is their sign. Draw one that one recognises from across the square.',
      nl: 'Bakkers, bloemisten, mensen die dingen repareren: hun auto is hun uithangbord. Teken er een die je van de overkant van het plein herkent.',
      de: 'Bäcker, Floristinnen, Leute, die Dinge reparieren: Ihr Auto ist ihr Schild. Zeichne eines, das man über den Platz erkennt.',
    },
    dates: { published: -25, designing: -23, entriesClose: -1, votingFrom: 1, votingUntil: 8 },
  },
  {
    slug: 'weekend-edition',
    brand: 'officina-lenta',
    title: { en: 'Weekend edition', nl: 'Weekendeditie', de: 'Wochenend-Edition' },
    tagline: {
      en: 'Decided: the car for leaving town on a Friday.',
      nl: 'Beslist: de auto om vrijdag de stad uit te rijden.',
      de: 'Entschieden: das Auto, um freitags aus der Stadt zu fahren.',
    },
    brief: {
      en: 'Friday, four o’clock. What does the car look like that takes you out of town?',
      nl: 'Vrijdag, vier uur. Hoe ziet de auto eruit die je de stad uit brengt?',
      de: 'Freitag, vier Uhr. Wie sieht das Auto aus, das dich aus der Stadt bringt?',
    },
    dates: { published: -70, designing: -68, entriesClose: -40, votingFrom: -38, votingUntil: -28 },
    voters: 37,
    decision: { days: -24, handedOver: false },
  },
  {
    slug: 'street-food',
    brand: 'krokant',
    title: { en: 'Street food, in a bag', nl: 'Streetfood, in een zak', de: 'Streetfood, in der Tüte' },
    tagline: {
      en: 'Handed over: the first bags are in the oven.',
      nl: 'Overgedragen: de eerste zakken zijn in de maak.',
      de: 'Übergeben: Die ersten Tüten entstehen gerade.',
    },
    brief: {
      en: 'The best thing you ever ate standing up. Now as a crisp.',
      nl: 'Het lekkerste dat je ooit staand at. Nu als chip.',
      de: 'Das Beste, was du je im Stehen gegessen hast. Jetzt als Chip.',
    },
    dates: { published: -110, designing: -108, entriesClose: -80, votingFrom: -79, votingUntil: -70 },
    voters: 29,
    decision: { days: -66, handedOver: true },
  },
  {
    slug: 'night-drive',
    brand: 'officina-lenta',
    title: { en: 'Night drive', nl: 'Nachtrit', de: 'Nachtfahrt' },
    tagline: {
      en: 'Dark paint, warm light. Opens next week.',
      nl: 'Donkere lak, warm licht. Opent volgende week.',
      de: 'Dunkler Lack, warmes Licht. Beginnt nächste Woche.',
    },
    brief: {
      en: 'Empty roads, the radio low, everybody else asleep. Design the Piccola for the hours between eleven and four.',
      nl: 'Lege wegen, de radio zacht, alle anderen slapen. Ontwerp de Piccola voor de uren tussen elf en vier.',
      de: 'Leere Straßen, leises Radio, alle anderen schlafen. Gestalte den Piccola für die Stunden zwischen elf und vier.',
    },
    dates: { published: -2, designing: 6, entriesClose: 30, votingFrom: 31, votingUntil: 41 },
  },
  {
    slug: 'lunch-box',
    brand: 'krokant',
    title: { en: 'Lunch box', nl: 'Lunchtrommel', de: 'Brotdose' },
    tagline: {
      en: 'A small bag for school breaks.',
      nl: 'Een kleine zak voor de schoolpauze.',
      de: 'Eine kleine Tüte für die Schulpause.',
    },
    brief: {
      en: 'Sixty grams, mild, and a bag that one can trade. Draft: the dates are not settled.',
      nl: 'Zestig gram, mild, en een zak om mee te ruilen. Concept: de data staan nog niet vast.',
      de: 'Sechzig Gramm, mild, und eine Tüte zum Tauschen. Entwurf: Die Termine stehen noch nicht fest.',
    },
    dates: { published: null, designing: 20, entriesClose: 45, votingFrom: 46, votingUntil: 56 },
  },
  {
    slug: 'a-tea-for-november',
    brand: 'kraai-linde',
    title: { en: 'A tea for November', nl: 'Een thee voor november', de: 'Ein Tee für den November' },
    tagline: {
      en: 'Blend a hundred grams for the month that needs it most.',
      nl: 'Meng honderd gram voor de maand die het het hardst nodig heeft.',
      de: 'Mische hundert Gramm für den Monat, der es am nötigsten hat.',
    },
    brief: {
      en: 'It rains, it is dark at five, and somebody puts the kettle on. Mix what should be in the pot then, in scoops of five grams, and dress the tin that stands beside it. The winner is blended by hand in our house on the quay, twelve hundred tins.',
      nl: 'Het regent, het is om vijf uur donker, en iemand zet water op. Meng wat er dan in de pot hoort, in schepjes van vijf gram, en kleed de bus aan die ernaast staat. De winnaar mengen we met de hand in ons huis aan de kade, twaalfhonderd bussen.',
      de: 'Es regnet, um fünf ist es dunkel, und jemand setzt Wasser auf. Mische, was dann in die Kanne gehört, in Löffeln zu fünf Gramm, und gestalte die Dose daneben. Den Gewinner mischen wir von Hand in unserem Haus am Kai, zwölfhundert Dosen.',
    },
    dates: { published: -9, designing: -8, entriesClose: 14, votingFrom: 15, votingUntil: 22 },
    stillDrawing: 3,
  },
  {
    slug: 'the-office-shirt',
    brand: 'noorderzoom',
    title: { en: 'The office shirt', nl: 'Het kantoorhemd', de: 'Das Bürohemd' },
    tagline: {
      en: 'A shirt that survives Monday. To measure, signed with thread.',
      nl: 'Een hemd dat de maandag overleeft. Op maat, getekend met draad.',
      de: 'Ein Hemd, das den Montag übersteht. Nach Maß, mit Faden unterschrieben.',
    },
    brief: {
      en: 'Everybody in the house gets a new shirt this spring, paid from the clothing budget. Choose cloth, collar and cuffs, and put one small thing on it that nobody in a meeting expects.',
      nl: 'Iedereen in huis krijgt dit voorjaar een nieuw hemd, van het kledingbudget. Kies stof, kraag en manchetten, en zet er één klein ding op dat niemand in een vergadering verwacht.',
      de: 'Alle im Haus bekommen dieses Frühjahr ein neues Hemd, bezahlt vom Kleidungsgeld. Wähle Stoff, Kragen und Manschetten und setz etwas Kleines darauf, das in einer Sitzung niemand erwartet.',
    },
    dates: { published: -12, designing: -11, entriesClose: 11, votingFrom: 12, votingUntil: 20 },
    stillDrawing: 3,
  },
  {
    slug: 'shoes-for-the-tram',
    brand: 'stadsloper',
    title: { en: 'Shoes for the tram', nl: 'Schoenen voor de tram', de: 'Schuhe für die Straßenbahn' },
    tagline: {
      en: 'Light, low, and made for standing. Three colours, two prints.',
      nl: 'Licht, laag en gemaakt om te staan. Drie kleuren, twee prints.',
      de: 'Leicht, flach und zum Stehen gemacht. Drei Farben, zwei Drucke.',
    },
    brief: {
      en: 'The driver wears them for eight hours, the passenger for eleven minutes. Design a shoe for a city on rails: upper, sole, laces, and a print where one looks down and smiles. We sew the winner for the depot and for whoever orders it.',
      nl: 'De bestuurder draagt ze acht uur, de reiziger elf minuten. Ontwerp een schoen voor een stad op rails: bovenwerk, zool, veters, en een print waar je naar beneden kijkt en glimlacht. We naaien de winnaar voor de remise en voor wie hem bestelt.',
      de: 'Die Fahrerin trägt sie acht Stunden, der Fahrgast elf Minuten. Gestalte einen Schuh für eine Stadt auf Schienen: Schaft, Sohle, Schnürung und einen Druck, bei dem man nach unten schaut und lächelt. Den Gewinner nähen wir für das Depot und für alle, die ihn bestellen.',
    },
    dates: { published: -6, designing: -5, entriesClose: 18, votingFrom: 19, votingUntil: 27 },
    stillDrawing: 3,
  },
];

/** What the demo brands say about their finalists, by place. */
export const DEMO_REASONS = [
  'First with the crowd and first with us: it can be built as drawn, and everybody in the workshop wanted one on the spot.',
  'Very close, and technically the boldest. We could not promise its price in a series of this size.',
  'We love the lettering. It needs two more colours than our line can print in one pass, so we would have had to change it.',
  'A strong idea that is near to a series we made two years ago; we would rather surprise people.',
  'Charming in the picture, but from across a street too little of it remains. Please bring it back larger.',
] as const;
