import { describe, expect, it } from "vitest";
import { splitPlaces } from "../../../src/dataflow/desktop/values/splitting.ts";
import { isDelimitedStep, placesInDelimitedText } from "../../../src/dataflow/strings/delimited-text.ts";
import { actionCallsOf } from "../../../src/desktop-flow/robin/walk.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { analysedSolutions } from "../analysed.ts";

/** The steps of the expressions of a text, which are written `%`; undefined where nothing tells them apart. */
function stepsIn(text: string): readonly string[] | undefined {
  const parts = text.split(/(%)/).map((part) => (part === "%" ? undefined : part));
  const places = placesInDelimitedText(parts);
  expect(places === undefined || places.length === parts.length).toBe(true);
  return places?.flatMap((path, index) => (parts[index] === undefined ? [path.join("/")] : []));
}

describe("values in a text are told apart", () => {
  it.each<[string, string, readonly string[]]>([
    ["by a semicolon", "%;%", [";0", ";1"]],
    ["by a bar", "%|%", ["|0", "|1"]],
    ["by a tabulator", "%\t%", ["\t0", "\t1"]],
    ["by lines", "%\n%", ["\n0", "\n1"]],
    ["by a comma", "%,%", [",0", ",1"]],
    ["by a hash", "%#%", ["#0", "#1"]],
    ["by a colon", "%:%", [":0", ":1"]],
    ["by what is least ambiguous", "a:%;b:%", [";0", ";1"]],
    ["behind a text with delimiters", "orders;%;%", [";1", ";2"]],
    ["with texts around each", "user %; word %;x", [";0", ";1"]],
    ["with empty values between", "%;;;%", [";0", ";3"]],
    ["up to the eighth", "%;;;;;;;%", [";0", ";7"]],
    ["where there is only one", "%;orders", [";0"]],
    ["where the text has blanks in front", "  %;%", [";0", ";1"]],
    ["where a bracket is further behind", "a[%;%", [";0", ";1"]],
    ["where a bracket follows the first of them", "%[;%", [";0", ";1"]],
  ])("%s", (_, text, expected) => {
    expect(stepsIn(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ["without a delimiter", "% and %"],
    ["where nothing is between two", "%%;"],
    ["where one delimiter is not between all", "%;%,%"],
    ["behind the eighth", "%;;;;;;;;%"],
    ["in a text without values", "a;b"],
    ["in no text", ""],
    ["in a list", "[%;%"],
    ["in an object, behind blanks", "  {%;%"],
    ["in XML", "<%;%"],
  ])("not %s", (_, text) => {
    expect(stepsIn(text)).toBeUndefined();
  });
});

describe("the step of a value between delimiters", () => {
  it.each([";0", "|7", "\t1", "\n1", ",1", "#1", ":1"])("may be %j", (step) => {
    expect(isDelimitedStep(step)).toBe(true);
  });
  it.each([undefined, "", ";", "0", ";x", "x;0", ";00", "-0", "password"])("is not %j", (step) => {
    expect(isDelimitedStep(step)).toBe(false);
  });
});

describe("a text is split", () => {
  function places(inputs: string): readonly unknown[] {
    const { workspace } = analysedSolutions([
      { desktopFlows: [desktop("Flow", {}, `Text.SplitText.Split Text: Pair ${inputs} Result=> L`)] },
    ]);
    return workspace.desktopFlows.flatMap(({ rows }) => rows.flatMap(({ statement }) => actionCallsOf(statement).flatMap(splitPlaces)));
  }
  const eight = (delimiter: string): readonly string[] => Array.from({ length: 8 }, (_, index) => `${delimiter}${index}`);

  it.each<[string, string, string]>([
    ["at a delimiter of its own", "CustomDelimiter: $''';''' IsRegEx: False", ";"],
    ["at one with a blank", "CustomDelimiter: $''', ''' IsRegEx: False", ","],
    ["at one, without a word on patterns", "CustomDelimiter: $'''|'''", "|"],
    ["at the end of a line of Windows", "CustomDelimiter: $'''\r\n''' IsRegEx: False", "\n"],
    ["at lines", "StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 1", "\n"],
    ["at tabulators", "StandardDelimiter: Text.StandardDelimiter.Tab DelimiterTimes: 1", "\t"],
    ["at tabulators, without a number", "StandardDelimiter: Text.StandardDelimiter.Tab", "\t"],
  ])("%s", (_, inputs, delimiter) => {
    expect(places(inputs)).toEqual(eight(delimiter));
  });

  it.each<[string, string]>([
    ["by a pattern", "CustomDelimiter: $''';''' IsRegEx: True"],
    ["by what may be a pattern", "CustomDelimiter: $''';''' IsRegEx: Order"],
    ["at a word", "CustomDelimiter: $'''and''' IsRegEx: False"],
    ["at a delimiter that is read", "CustomDelimiter: Order IsRegEx: False"],
    ["at several lines", "StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 2"],
    ["at a number of tabulators that is read", "StandardDelimiter: Text.StandardDelimiter.Tab DelimiterTimes: Order"],
    ["at blanks", "StandardDelimiter: Text.StandardDelimiter.Space DelimiterTimes: 1"],
    ["at what is read", "StandardDelimiter: Order DelimiterTimes: 1"],
    ["nowhere", ""],
  ])("in places that are not known %s", (_, inputs) => {
    expect(places(inputs)).toEqual([]);
  });
});
