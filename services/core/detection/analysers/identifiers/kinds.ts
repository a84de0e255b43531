/** All kinds of numbers with a layout of their own. */
import type { Kind } from './kind.ts';
import { asianKinds } from './kinds-asia.ts';
import { financeKinds } from './kinds-finance.ts';
import { northAmericanKinds } from './kinds-north-america.ts';
import { northernEuropeanKinds } from './kinds-northern-europe.ts';
import { oceanianKinds } from './kinds-oceania.ts';
import { southernKinds } from './kinds-south.ts';
import { southernEuropeanKinds } from './kinds-southern-europe.ts';
import { vatKinds } from './kinds-vat.ts';
import { westernEuropeanKinds } from './kinds-western-europe.ts';

export const kinds: readonly Kind[] = [
  ...financeKinds,
  ...northAmericanKinds,
  ...westernEuropeanKinds,
  ...southernEuropeanKinds,
  ...northernEuropeanKinds,
  ...asianKinds,
  ...oceanianKinds,
  ...southernKinds,
  ...vatKinds,
];
