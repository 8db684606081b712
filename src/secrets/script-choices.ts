import type { GivenArgument } from "./script-calls.ts";

/** A name that is given a value by an assignment, as a member, by `Set(name, …)` or `$name = …`; more than one value can follow only where its line has one of these words. */
const head =
  /(?<![\w.$-])\$?(?<name>[A-Za-z_][\w-]{1,60})\\{0,4}["']?[ \t]{0,4}(?:(?::[ \t]{0,2}[\w<>[\].]{1,30}[ \t]{0,2})?(?::=|=(?![=>~]))|:(?![:=/])|(?<=\bset\([ \t]{0,2}[\w-]{1,60}),)[ \t]{0,4}(?=[^\r\n;]{0,300}?(?:\?|\|\||\b(?:or|else|iif|if|coalesce)\b))/gi;

/** A text in quotes, which may be escaped. */
const text = /[@rbuN$]?(?<mark>\\{0,4}["'\x60])(?<value>[^"'\x60\r\n\\]{0,200})\k<mark>/dy;
/** What makes the text behind it one of several values of an expression. */
const opensChoice = /(?:\?\??|\|\||\b(?:or|else|then))[ \t]{0,4}$/i;
/** An operand is whole where this follows. */
const endsOperand = /[ \t]{0,4}(?:[:;,)}\]\r\n]|\\[rn]|\|\||\?\?|\bor\b|\belse\b|\bif\b|$)/iy;

/** How far an expression is read. */
const longestExpression = 400;

/**
 * The texts that an expression gives to a name under a condition or instead of a missing value: `apiKey = isProd ? "…" : "…"`, `apiKey: env.API_KEY || "…"`,
 * `api_key = "…" if prod else "…"`, `$password = if ($prod) { '…' } else { '…' }`, `Set(varApiKey, If(isProd, "…", "…"))`.
 * @param isWanted tells for which names the expression is read at all
 */
export function chosenValues(script: string, isWanted: (name: string) => boolean): readonly GivenArgument[] {
  return [...script.matchAll(head)].flatMap(({ index, 0: whole, groups }) => {
    const name = groups?.name ?? "";
    return isWanted(name) ? choicesIn(script, index + whole.length).map((span) => ({ ...span, name })) : [];
  });
}

/** Calls of which each argument behind the condition can be the value. */
const choosing = /^(?:if|iif|coalesce|iferror|isnull|nvl)$/i;

/** Reads one expression from its beginning to the end of its statement, or of the member or argument that it is. */
function choicesIn(script: string, from: number): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const limit = Math.min(script.length, from + longestExpression);
  const isStatement = /^if\b/i.test(script.slice(from, from + 3));
  /** For each bracket that is open, whether its texts can be the value. */
  const open: boolean[] = [];
  let conditions = 0;
  let first = true;
  for (let at = from; at < limit; ) {
    text.lastIndex = at;
    const literal = text.exec(script);
    const span = literal?.indices?.groups?.value;
    if (literal !== null && span !== undefined) {
      at += literal[0].length;
      endsOperand.lastIndex = at;
      const before = script.slice(Math.max(from, literal.index - 12), literal.index);
      const isOperand = endsOperand.test(script);
      const isOfCondition = first && /^\s{1,4}if\b/i.test(script.slice(at, at + 8));
      if (
        isOperand &&
        span[0] < span[1] &&
        (opensChoice.test(before) ||
          (conditions > 0 && /:[ \t]{0,4}$/.test(before)) ||
          isOfCondition ||
          (open.at(-1) === true && /[,(][ \t]{0,4}$|\{[ \t]{0,4}$/.test(before)))
      )
        found.push({ start: span[0], end: span[1] });
      first = false;
      continue;
    }
    const char = script.charAt(at);
    if (char === "?") conditions++;
    if (char === "(" || char === "[" || char === "{") {
      const callee = /(?<name>[A-Za-z]\w{0,20})[ \t]{0,2}$/.exec(script.slice(Math.max(from, at - 24), at))?.groups?.name ?? "";
      open.push(char === "{" ? isStatement : char === "(" && choosing.test(callee));
    } else if (char === ")" || char === "]" || char === "}") {
      if (open.pop() === undefined) break;
    } else if (open.length === 0 && (char === ";" || char === "," || char === "\n") && !goesOn(script, at)) break;
    if (/\S/.test(char)) first = false;
    at++;
  }
  return found;
}

/** Whether an expression goes on in the next line. */
function goesOn(script: string, at: number): boolean {
  return script[at] === "\n" && /^\s{0,40}(?:\?|:|\|\||else\b)/i.test(script.slice(at + 1, at + 50));
}

/** A function that gives back nothing but a text: `getApiKey = () => "…"`, `function getPassword() { return "…" }`, `def get_password(): return "…"`. */
const returned =
  /(?<![\w.$-])(?<name>[A-Za-z_][\w-]{2,60})[ \t]{0,4}(?:[:=][ \t]{0,4}(?:async[ \t]{1,4})?(?:function[ \t]{0,4})?)?(?:\([^()\r\n]{0,80}\)\s{0,4}(?:(?::|->)[ \t]{0,4}[\w<>[\]]{1,20}\s{0,4})?(?:=>\s{0,4}[({]?|\{|:(?=\s))|(?<=\bfunction[ \t]{1,4}[\w-]{1,64})\s{0,4}\{)\s{0,40}(?:return[ \t]{1,4})?[@rbu]?\\{0,4}(?<mark>["'\x60])(?<value>[^"'\x60\r\n\\]{1,200})\\{0,4}\k<mark>[ \t]{0,4}(?=[;,)}\r\n]|\\[rn]|$)/dgi;

/** The texts that functions return, by the functions' names without the verb that they begin with. */
export function returnedValues(script: string): readonly GivenArgument[] {
  return [...script.matchAll(returned)].flatMap(({ groups, indices }) => {
    const [start, end] = indices?.groups?.value ?? [];
    return start === undefined || end === undefined ? [] : [{ name: groups?.name ?? "", start, end }];
  });
}
