export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"]+/g;

/** Plain text with its web addresses taken out as links. Joined, the parts' texts are the text. */
export function linkedText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = match[0].replace(/[.,;:!?)]+$/, ''); // these end the sentence, not the address
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: href, href });
    done = match.index + href.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}
