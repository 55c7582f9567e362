/** Finding words in text that arrives in pieces. */

export interface Match {
  piece: number;
  start: number;
}

/** Return where `words` stand, whatever the case, up to `most` of them. A match does not span two pieces. */
export function findAll(pieces: string[], words: string, most: number): Match[] {
  const wanted = fold(words);
  const found: Match[] = [];
  if (wanted === "") return found;
  for (const [piece, text] of pieces.entries()) {
    const folded = fold(text);
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      found.push({ piece, start: at });
      if (found.length >= most) return found;
    }
  }
  return found;
}

/** Lower case, unless that would move positions: "İ" becomes two characters. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

export interface Part {
  text: string;
  at: number;
  match: boolean;
}

/** Cut a text at the matches, in order: what lies between them, and they themselves. */
export function cut(text: string, starts: number[], length: number): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const start of starts) {
    if (start > at) parts.push({ text: text.slice(at, start), at, match: false });
    parts.push({ text: text.slice(start, start + length), at: start, match: true });
    at = start + length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), at, match: false });
  return parts;
}
