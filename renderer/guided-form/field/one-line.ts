/** Text without line breaks, as a one-line box would take it from the clipboard: breaks and the space around them go. */
export function oneLine(text: string): string {
  return text.replace(/[^\S\r\n]*[\r\n]+[^\S\r\n]*/g, '');
}
