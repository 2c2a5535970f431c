/** One statement each, shown beside what it means. The words of the language are the same in every language. */
export const EXAMPLES = [
  { key: 'choice', line: 'one cut "Cut" nl "Snit" de "Schnitt": thin, ridged, thick +0.40' },
  { key: 'needs', line: 'rule lamp-on-bracket: lamp needs bracket because "It is screwed to the bracket."' },
  { key: 'when', line: 'rule thick-is-large: when cut is thick then size >= 40' },
  { key: 'excludes', line: 'rule quiet: bell excludes cut is thin because "It would rattle."' },
  { key: 'most', line: 'rule two-extras: at most 2 of bell, lamp, bracket' },
  { key: 'price', line: 'rule promise: price <= 179' },
] as const;
