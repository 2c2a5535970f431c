/** The people whom a visitor of the demo can enter as. Their addresses end in `.example`: no mail can ever reach them. */
export interface DemoPersonSpec {
  readonly key: string;
  readonly name: string;
  readonly role: 'customer' | 'voter' | 'manager';
  /** Slug of the brand whose manager it is. */
  readonly brand?: string;
}

export const DEMO_PEOPLE: readonly DemoPersonSpec[] = [
  { key: 'noor', name: 'Noor van Dijk', role: 'customer' },
  { key: 'jonas', name: 'Jonas Weber', role: 'customer' },
  { key: 'mila', name: 'Mila Brandt', role: 'voter' },
  { key: 'sofia', name: 'Sofia Conti', role: 'manager', brand: 'officina-lenta' },
  { key: 'pieter', name: 'Pieter Bakker', role: 'manager', brand: 'krokant' },
];

export function demoEmail(key: string): string {
  return `${key}@mitwerk.example`;
}

/** Makers and voters who fill the demo; nobody can enter as one of them. */
export const EXTRAS = [
  'Aaliyah Osei',
  'Anselm Vogt',
  'Bram de Wit',
  'Carla Mendes',
  'Chiara Bruno',
  'Daan Visser',
  'Elif Yılmaz',
  'Emil Sørensen',
  'Femke Jansen',
  'Giulia Ricci',
  'Hanna Lindqvist',
  'Ibrahim Kaya',
  'Ida Holm',
  'Jip Mulder',
  'Johanna Kraus',
  'Karim Haddad',
  'Lars Petersen',
  'Lena Schäfer',
  'Lotte Smit',
  'Luca Moretti',
  'Maarten Bos',
  'Marta Nowak',
  'Matteo Gallo',
  'Nadia Rossi',
  'Nele Claes',
  'Oskar Berg',
  'Paula Richter',
  'Quirin Maier',
  'Rosa Ferrari',
  'Ruben Peeters',
  'Samira Aziz',
  'Sanne Kok',
  'Stijn Maes',
  'Tessa Brouwer',
  'Theo Martin',
  'Ulrike Lang',
  'Vera Novák',
  'Wout Dekker',
  'Yara Santos',
  'Zoë Hendriks',
] as const;
