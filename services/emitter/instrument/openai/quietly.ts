/** Nothing that goes wrong while recording may reach the application: what `record` throws ends here. */
export function quietly(record: () => void): void {
  try {
    record();
  } catch {
    // the recording's own fault; the events that could be made are made
  }
}
