import { describe, expect, test } from "vitest";
import { isPacked, packedFixtures } from "../src/dev/pack-fixtures.ts";

describe("the sample solutions", () => {
  test.each(packedFixtures)("$archive is packed from $folder (run `npm run generate` when it is not)", async (fixture) => {
    expect(await isPacked(fixture)).toBe(true);
  });
});
