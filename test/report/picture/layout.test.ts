import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPictureBuilder } from "../../../src/report/picture/builder.ts";
import { layOut } from "../../../src/report/picture/layout.ts";
import { fitLines, measure } from "../../../src/report/picture/measure.ts";
import type { Picture } from "../../../src/report/picture/model.ts";
import { type PlacedArrow, sizes } from "../../../src/report/picture/placed.ts";
import { expectLinear } from "../../growth.ts";

/** A picture with the given boxes and arrows `a>b: label`. */
function pictureOf(names: readonly string[], arrows: readonly (readonly [number, number, string])[]): Picture {
  const builder = createPictureBuilder();
  const ids = names.map((title, index) => builder.box({ key: String(index), kind: "action", title }));
  for (const [from, to, label] of arrows) builder.arrow(ids[from] ?? "", ids[to] ?? "", label);
  return builder.picture("test");
}

function chain(length: number): Picture {
  const names = Array.from({ length }, (_, index) => `Step_${index}`);
  return pictureOf(
    names,
    names.slice(1).map((_, index) => [index, index + 1, "copies it"]),
  );
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function rectOf({ label, labelX, labelY }: PlacedArrow): Rect {
  const half = Math.max(0, ...label.map((line) => measure(line, sizes.small))) / 2;
  return { left: labelX - half, right: labelX + half, top: labelY - (label.length - 1) * sizes.labelLine - 8, bottom: labelY + 2 };
}

const title = fc.oneof(fc.string({ minLength: 1, maxLength: 60 }), fc.constantFrom("Get_secret", "Set_apiKey", "When_an_item_is_created"));
const pictures = fc
  .tuple(
    fc.array(title, { minLength: 1, maxLength: 12 }),
    fc.array(
      fc.tuple(fc.nat(11), fc.nat(11), fc.constantFrom("copies it", "sends it in the header 'x-api-key'", "stores it in the variable 'a'")),
      { maxLength: 18 },
    ),
  )
  .map(([names, arrows]) =>
    pictureOf(
      names,
      arrows.filter(([from, to]) => from < names.length && to < names.length),
    ),
  );

describe("placing a picture", () => {
  it("draws a short way as one row, from left to right", () => {
    const { boxes, width } = layOut(chain(3), 900);
    expect(boxes.map(({ node }) => node.title)).toEqual(["Step_0", "Step_1", "Step_2"]);
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(1);
    expect(boxes.map(({ x }) => x)).toEqual(boxes.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(width).toBeLessThanOrEqual(900);
  });

  it("goes on in a new row when the way is longer than the width", () => {
    const { boxes, width } = layOut(chain(8), 900);
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(3);
    expect(width).toBeLessThanOrEqual(900);
  });

  it("puts every box of a long way into its place, however narrow the room is", () => {
    const { boxes } = layOut(chain(5), 10);
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(1);
    expect(boxes).toHaveLength(5);
  });

  it("puts boxes behind all that lead to them", () => {
    const { boxes } = layOut(
      pictureOf(
        ["a", "b", "c", "d"],
        [
          [0, 1, ""],
          [1, 2, ""],
          [0, 2, ""],
          [2, 3, ""],
          [1, 3, ""],
        ],
      ),
      900,
    );
    const x = boxes.map((box) => box.x);
    expect(x).toEqual(x.toSorted((a, b) => a - b));
  });

  it("ends with ways that come back to where they were", () => {
    const { arrows } = layOut(
      pictureOf(
        ["a", "b"],
        [
          [0, 1, "there"],
          [1, 0, "back"],
        ],
      ),
      900,
    );
    expect(arrows.map(({ tip }) => tip.left)).toEqual([false, true]);
  });

  it("never lets boxes or labels cover one another", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { boxes, arrows, width, height } = layOut(picture, 900);
        expect(boxes).toHaveLength(picture.nodes.length);
        expect(arrows).toHaveLength(picture.edges.length);
        const rects = boxes.map(({ x, y, width: w, height: h }) => ({ left: x, top: y, right: x + w, bottom: y + h }));
        for (const [index, rect] of rects.entries()) {
          expect(rect.left).toBeGreaterThanOrEqual(-0.01);
          expect(rect.top).toBeGreaterThanOrEqual(-0.01);
          expect(rect.right).toBeLessThanOrEqual(width + 0.01);
          expect(rect.bottom).toBeLessThanOrEqual(height + 0.01);
          for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
        }
        const labels = new Map(arrows.map((arrow) => [`${arrow.labelX},${arrow.labelY}`, rectOf(arrow)]));
        const labelRects = [...labels.values()];
        for (const [index, label] of labelRects.entries()) {
          for (const rect of rects) expect(overlap(label, rect)).toBe(false);
          for (const other of labelRects.slice(index + 1)) expect(overlap(label, other)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("places thousands of boxes without a blow-up", () => {
    expectLinear((size) => expect(layOut(chain(size), 900).boxes).toHaveLength(size), 500);
    expectLinear((size) => {
      const fan = pictureOf(
        Array.from({ length: size + 1 }, (_, index) => `B${index}`),
        Array.from({ length: size }, (_, index) => [0, index + 1, "sends it"] as const),
      );
      expect(layOut(fan, 900).boxes).toHaveLength(size + 1);
    }, 250);
  });
});

describe("breaking texts", () => {
  it.each([
    ["stores it in the variable 'apiKey'", 114, 11, 3, ["stores it in the", "variable 'apiKey'"]],
    ["Get_order_lines_of_customer", 142, 13, 2, ["Get_order_lines_of_", "customer"]],
    ["Short", 142, 13, 2, ["Short"]],
    ["", 142, 13, 2, []],
  ])("breaks '%s'", (text, width, size, most, lines) => {
    expect(fitLines(text, width, size, most)).toEqual(lines);
  });

  it("never writes a line that is wider than its room, nor more lines than it may", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: "binary" }), fc.integer({ min: 1, max: 4 }), (text, most) => {
        const lines = fitLines(text, 120, 11, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(measure(line, 11)).toBeLessThanOrEqual(120);
      }),
    );
  });

  it("shows that something is left out", () => {
    expect(fitLines("one two three four five six seven eight nine ten", 60, 11, 2).at(-1)).toMatch(/…$/);
  });
});
