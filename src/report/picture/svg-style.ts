import { sizes } from "./placed.ts";

/** Colours of pictures as custom properties, for a light and a dark ground. All texts have a contrast of at least 4.5 to 1. */
export const pictureColors = {
  light:
    "--p-ground:#fff;--p-box:#fff;--p-line:#8a94a3;--p-text:#1b2330;--p-soft:#566070;--p-closed:#2c7a57;--p-open:#c0272d;--p-open-box:#fdf1f1;--p-warning:#8f5a00",
  dark: "--p-ground:#14181f;--p-box:#1c222b;--p-line:#6f7b8c;--p-text:#e8ecf2;--p-soft:#a5b0bf;--p-closed:#62c294;--p-open:#ff7b7b;--p-open-box:#331d20;--p-warning:#e7b254",
} as const;

/** Rules for the classes that `svgOf` writes; they need the custom properties of {@link pictureColors}. */
export const pictureStyle = [
  ".picture text{font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:var(--p-text)}",
  `.picture .name{font-size:${sizes.title}px;font-weight:600}`,
  `.picture .caption{font-size:${sizes.caption}px;fill:var(--p-soft)}`,
  `.picture .small{font-size:${sizes.small}px;fill:var(--p-soft)}`,
  ".picture .note{fill:var(--p-text)}",
  `.picture .label{font-size:${sizes.small}px;fill:var(--p-text);text-anchor:middle;paint-order:stroke;stroke:var(--p-ground);stroke-width:3px;stroke-linejoin:round}`,
  ".picture .arrow{fill:none;stroke:var(--p-line);stroke-width:1.5}",
  ".picture .head{fill:var(--p-line)}",
  ".picture .ground-of-box{fill:var(--p-box);stroke:var(--p-line);stroke-width:1.25}",
  ".picture .lock{fill:none;stroke:var(--p-soft);stroke-width:1.5;stroke-linejoin:round}",
  ".picture .closed .ground-of-box{stroke:var(--p-closed);stroke-width:1.75}",
  ".picture .closed .lock{stroke:var(--p-closed);fill:var(--p-closed);fill-opacity:.25}",
  ".picture .closed .caption{fill:var(--p-closed)}",
  ".picture .open .ground-of-box{fill:var(--p-open-box);stroke:none}",
  ".picture .outline{fill:none;stroke:var(--p-open);stroke-width:1.75;stroke-linecap:round}",
  ".picture .open .lock{stroke:var(--p-open)}",
  ".picture .open .caption{fill:var(--p-open)}",
  ".picture .marked .ground-of-box{stroke-width:2.5}",
  ".picture .marked .outline{stroke-width:2.5}",
  ".picture .error .ground-of-box{stroke:var(--p-open);stroke-width:1.75}",
  ".picture .error .note{fill:var(--p-open)}",
  ".picture .warning .ground-of-box{stroke:var(--p-warning);stroke-width:1.75}",
  ".picture .warning .note{fill:var(--p-warning)}",
].join("");
