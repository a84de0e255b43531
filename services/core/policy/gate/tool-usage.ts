/** Least privilege seen from the side of use: which tools each use case was offered, and which of them it called. Bounded; the use case that was idle longest goes first. */
import type { UnusedTool } from './types.ts';

const MOST_USE_CASES = 1000;
const MOST_TOOLS = 500;
/** Of a name. */
const LONGEST = 200;

interface UseCase {
  tenant: string;
  name: string | null;
  tools: Map<string, { offered: number; isUsed: boolean }>;
}

export class ToolUsage {
  readonly #useCases = new Map<string, UseCase>();

  offered(tenant: string, useCase: string | null, tools: readonly string[]): void {
    const { tools: known } = this.#of(tenant, useCase);
    for (const name of tools) {
      const tool = known.get(short(name));
      if (tool !== undefined) tool.offered++;
      else if (known.size < MOST_TOOLS) known.set(short(name), { offered: 1, isUsed: false });
    }
  }

  used(tenant: string, useCase: string | null, tool: string): void {
    const { tools } = this.#of(tenant, useCase);
    const known = tools.get(short(tool));
    if (known !== undefined) known.isUsed = true;
    else if (tools.size < MOST_TOOLS) tools.set(short(tool), { offered: 0, isUsed: true });
  }

  unused(): UnusedTool[] {
    return [...this.#useCases.values()].flatMap(({ tenant, name, tools }) =>
      [...tools]
        .filter(([, { isUsed }]) => !isUsed)
        .map(([tool, { offered }]) => ({ tenant, use_case: name, tool, offered })),
    );
  }

  #of(tenant: string, useCase: string | null): UseCase {
    const key = JSON.stringify([short(tenant), useCase === null ? null : short(useCase)]);
    const known = this.#useCases.get(key) ?? { tenant, name: useCase, tools: new Map() };
    this.#useCases.delete(key);
    this.#useCases.set(key, known);
    if (this.#useCases.size > MOST_USE_CASES)
      for (const oldest of this.#useCases.keys()) {
        this.#useCases.delete(oldest);
        break;
      }
    return known;
  }
}

function short(name: string): string {
  return name.slice(0, LONGEST);
}
