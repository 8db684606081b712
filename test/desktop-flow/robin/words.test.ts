import { describe, expect, it } from "vitest";
import { isReserved, wordAt, wordIds } from "../../../src/desktop-flow/robin/words.ts";
import { problemsOf } from "./tree.ts";

const reserved =
  "And Block Call Case Default Disable Else End Error Exit False Foreach From Function Global Goto If In Label Loop Mod Next Not On Or Set Step Switch Then Throw To True Wait While";

describe("words", () => {
  it.each(reserved.split(" "))("%s is reserved in any case", (word) => {
    for (const spelled of [word, word.toLowerCase(), word.toUpperCase()])
      expect(isReserved(wordAt(` ${spelled} `, 1, word.length + 1))).toBe(true);
    expect(problemsOf(`SET X TO Mail.${word}`)).toHaveLength(1);
  });

  it.each("Region Count Name Value Text Type Date Body Repeat Times Import As All For Action".split(" "))("%s is not", (word) => {
    expect(isReserved(wordAt(word, 0, word.length))).toBe(false);
    expect(problemsOf(`SET ${word} TO Mail.${word} + 1`)).toEqual([]);
  });

  it.each(["", "a", "İf", "ſet", "ends", "en", "s@t", "functions", "SETS", "[ET", "\u0013ET"])("%j is no word of the language", (text) => {
    expect(wordAt(text, 0, text.length)).toBe(0);
  });

  it("numbers every word", () => {
    for (const [word, id] of Object.entries(wordIds)) expect(wordAt(word, 0, word.length)).toBe(id);
    expect(new Set(Object.values(wordIds)).size).toBe(Object.keys(wordIds).length);
  });
});
