import { sizes } from "./placed.ts";

/** Colours for a light and a dark ground. All texts have a contrast of at least 4.5 to 1. */
const colors = {
  light: {
    ground: "#fff",
    box: "#fff",
    line: "#8a94a3",
    text: "#1b2330",
    soft: "#566070",
    closed: "#2c7a57",
    open: "#c0272d",
    "open-box": "#fdf1f1",
    warning: "#8f5a00",
  },
  dark: {
    ground: "#14181f",
    box: "#1c222b",
    line: "#6f7b8c",
    text: "#e8ecf2",
    soft: "#a5b0bf",
    closed: "#62c294",
    open: "#ff7b7b",
    "open-box": "#331d20",
    warning: "#e7b254",
  },
} as const;

type Colors = Readonly<Record<keyof typeof colors.light, string>>;

/** Rules for the classes that `svgOf` writes. */
function rules(color: Colors): string {
  return [
    `.picture text{font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:${color.text}}`,
    `.picture .name{font-size:${sizes.title}px;font-weight:600}`,
    `.picture .caption{font-size:${sizes.caption}px;fill:${color.soft}}`,
    `.picture .small{font-size:${sizes.small}px;fill:${color.soft}}`,
    `.picture .note{fill:${color.text}}`,
    `.picture .label{font-size:${sizes.small}px;fill:${color.text};text-anchor:middle;paint-order:stroke;stroke:${color.ground};stroke-width:3px;stroke-linejoin:round}`,
    `.picture .arrow{fill:none;stroke:${color.line};stroke-width:1.5}`,
    `.picture .head{fill:${color.line}}`,
    `.picture .ground-of-box{fill:${color.box};stroke:${color.line};stroke-width:1.25}`,
    `.picture .lock{fill:none;stroke:${color.soft};stroke-width:1.5;stroke-linejoin:round}`,
    `.picture .closed .ground-of-box{stroke:${color.closed};stroke-width:1.75}`,
    `.picture .closed .lock{stroke:${color.closed};fill:${color.closed};fill-opacity:.25}`,
    `.picture .closed .caption{fill:${color.closed}}`,
    `.picture .open .ground-of-box{fill:${color["open-box"]};stroke:none}`,
    `.picture .outline{fill:none;stroke:${color.open};stroke-width:1.75;stroke-linecap:round}`,
    `.picture .open .lock{stroke:${color.open}}`,
    `.picture .open .caption{fill:${color.open}}`,
    ".picture .marked .ground-of-box{stroke-width:2.5}",
    ".picture .marked .outline{stroke-width:2.5}",
    `.picture .error .ground-of-box{stroke:${color.open};stroke-width:1.75}`,
    `.picture .error .note{fill:${color.open}}`,
    `.picture .warning .ground-of-box{stroke:${color.warning};stroke-width:1.75}`,
    `.picture .warning .note{fill:${color.warning}}`,
  ].join("");
}

const colorNames = Object.keys(colors.light) as readonly (keyof Colors)[];

function customProperties(of: Colors): string {
  return colorNames.map((name) => `--p-${name}:${of[name]}`).join(";");
}

/** The colours as custom properties, which a page with pictures defines for its light and its dark scheme. */
export const pictureColors = { light: customProperties(colors.light), dark: customProperties(colors.dark) };

/** Rules for the pictures of a page; they need the custom properties of {@link pictureColors}. */
export const pictureStyle = rules(Object.fromEntries(colorNames.map((name) => [name, `var(--p-${name})`])) as Colors);

/**
 * Rules for a picture that is a file of its own. Without custom properties: drawing programs, image converters and word processors do not know them, and
 * draw black boxes on black instead.
 */
export const standaloneStyle = [
  ...[".ground{fill:", colors.light.ground, "}", rules(colors.light)],
  ...["@media (prefers-color-scheme:dark){.ground{fill:", colors.dark.ground, "}", rules(colors.dark), "}"],
].join("");
