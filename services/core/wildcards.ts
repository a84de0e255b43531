/** Whether a text is of a form in which `many` stands for any run of characters and `one` for any one. Linear in form × text at worst, never a regular expression. */
export function isOfForm(text: string, form: string, many: string, one: string): boolean {
  let at = 0;
  let read = 0;
  // The last `many`, and where what follows it is tried: the one place to go back to.
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = form[read];
    if (wanted === many) {
      star = read++;
      resume = at;
    } else if (wanted !== undefined && (wanted === one || wanted === text[at])) {
      read++;
      at++;
    } else if (star >= 0) {
      read = star + 1;
      at = ++resume;
    } else return false;
  }
  while (form[read] === many) read++;
  return read === form.length;
}
