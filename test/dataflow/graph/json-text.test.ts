import { expect, test } from "vitest";
import { memberOfText } from "../../../src/dataflow/graph/json-text.ts";
import { anyStep, type Path } from "../../../src/dataflow/graph/path.ts";

const json = '{"Vault":"kv-dev","list":[{"n":1}],"none":null}';

test.each<[string, string, Path, string | undefined]>([
  ["a member, whatever its case", json, ["vault"], "kv-dev"],
  ["an element", json, ["list", "0", "n"], "1"],
  ["a structure as text", json, ["list"], '[{"n":1}]'],
  ["nothing where there is nothing", json, ["other"], undefined],
  ["nothing of null", json, ["none"], undefined],
  ["nothing of a member's member", json, ["vault", "x"], undefined],
  ["all where no member is asked for", json, [], json],
  ["all where any element is meant", json, ["list", anyStep], json],
  ["all of a text that is no JSON", "{oops", ["vault"], "{oops"],
  ["all of a plain text", "kv-dev", ["vault"], "kv-dev"],
])("%s", (_, text, path, expected) => {
  expect(memberOfText(text, path)).toBe(expected);
});
