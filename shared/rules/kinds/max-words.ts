import { countWords } from '../../counting/word-count.ts';
import { textOf } from '../../reading/cells.ts';
import { subjectRule } from '../context/kind.ts';

/** A text of at most so many 字 (domain notes 4.5 T4). */
export const maxWords = subjectRule('maxWords', ['words', 'max'], ({ params }, { subject }) => {
  const words = countWords(textOf(subject.content, params.field));
  return words > params.max ? [{ fieldId: params.field, blanks: { words, max: params.max } }] : [];
});
