import { aiShapes } from "./ai.ts";
import { businessShapes } from "./business.ts";
import { cloudShapes } from "./cloud.ts";
import { commandLineShapes } from "./command-lines.ts";
import { developerShapes } from "./developer.ts";
import { hookShapes } from "./hooks.ts";
import { messagingShapes } from "./messaging.ts";
import { microsoftShapes } from "./microsoft.ts";
import { noteShapes } from "./notes.ts";
import type { Shape } from "./shape.ts";
import { structureShapes } from "./structures.ts";

/** Every known form. Of two that find the same text the earlier one wins. */
export const shapes: readonly Shape[] = [
  ...microsoftShapes,
  ...developerShapes,
  ...cloudShapes,
  ...messagingShapes,
  ...businessShapes,
  ...aiShapes,
  ...structureShapes,
  ...commandLineShapes,
  ...hookShapes,
  ...noteShapes,
];
