/** Several rules that one trigger wakes ask the same of a value, one right after the other: it is answered once. */

/** A judge that knows the last value it was asked about, and what it said. It must go by the value alone. */
export function remembering<Answer>(judge: (value: string) => Answer): (value: string) => Answer {
  let last: string | null = null;
  let answer!: Answer;
  return (value) => {
    if (value !== last) {
      answer = judge(value);
      last = value;
    }
    return answer;
  };
}
