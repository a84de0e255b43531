/** Columns for people; cells are ours or already neutralised. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  output: NodeJS.WritableStream = process.stdout,
): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  output.write(line(head));
  for (const row of rows) output.write(line(row));
}
