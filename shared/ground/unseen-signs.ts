/** Signs that leave no ink: controls, blanks, fillers, variation selectors, and the Braille cell without dots. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** The signs of a text that somebody can see, without those in between that nobody can. */
export function seenSigns(text: string): string {
  return text.replace(unseen, '');
}
