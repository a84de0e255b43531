/** `1 rule`, `0 rules`, `2 rules`: how many there are of a thing, as a message says it. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
