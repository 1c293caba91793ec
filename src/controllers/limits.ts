/** Longest comment, in UTF-16 code units. Nothing is cut without a word: what is longer is said, and not sent. */
export const maxComment = 2000;
/** Longest message to the other side from the dialog. */
export const maxMessage = 4000;
/** Longest message or piece of evidence on the record. */
export const maxStatement = 8000;
