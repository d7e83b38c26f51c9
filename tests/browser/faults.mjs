// How tests say what is wrong: every fault on a line of its own, and not the same thing twice.

import { AssertionError } from "node:assert";

/** As many as one reads before one starts to mend. */
const SHOWN = 50;

/** Fails if there is any fault. */
export function none(faults) {
  if (faults.length === 0) return;
  const lines = faults.slice(0, SHOWN).map((fault) => `  ${fault}`);
  if (faults.length > SHOWN) lines.push(`  and ${faults.length - SHOWN} more`);
  throw new AssertionError({ message: `${faults.length} found:\n${lines.join("\n")}`, stackStartFn: none });
}
