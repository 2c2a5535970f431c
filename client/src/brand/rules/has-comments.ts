/** Whether a text has comments, which nothing but the text knows of; `//` between quotation marks is none. */
export function hasComments(text: string): boolean {
  return [...text.matchAll(/"(?:[^"\\\n]|\\.)*"|\/\//g)].some(([found]) => found === '//');
}
