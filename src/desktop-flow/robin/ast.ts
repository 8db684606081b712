import type { Expression, RobinNode, Target } from "./expression-ast.ts";

/**
 * Syntax tree of Robin, the language in which Power Automate for desktop stores its flows: the rows, whose values are in `expression-ast.ts`. Nothing
 * publishes a grammar: the shapes follow real exports and 443 pastes into the designer (JoeG592/pad-robin-action-kb, CC BY 4.0). A part that cannot be
 * read becomes an {@link ErrorExpression} or an {@link ErrorStatement}; everything around it is parsed.
 */
export type * from "./expression-ast.ts";

/** `Module.Action.Selector Argument: value Output=> Variable`, as a row or as the condition of a block. Ids and names compare without case. */
export interface ActionCall extends RobinNode {
  readonly kind: "action-call";
  /** The whole id as spelled, for example `File.ReadTextFromFile.ReadText`. */
  readonly id: string;
  /** Offset behind the id; it begins at `start`. */
  readonly idEnd: number;
  readonly module: string;
  readonly action: string;
  /** What follows the action; older scripts lack it (`Scripting.RunPowershellScript`). */
  readonly selector: string | undefined;
  readonly arguments: readonly Argument[];
  readonly outputs: readonly Output[];
}

/** `Name: value`, or the input of a flow or connector operation `@Name: value`, `@'item/Title': value`. */
export interface Argument extends RobinNode {
  readonly name: string;
  readonly nameEnd: number;
  /** Written with `@`: the name is the called flow's or operation's, not the action's. */
  readonly dynamic: boolean;
  readonly value: Expression;
}

/** `Name=> Variable`, or `@Name=> Variable` as of {@link Argument}. */
export interface Output extends RobinNode {
  readonly name: string;
  readonly nameEnd: number;
  readonly dynamic: boolean;
  readonly target: Target;
}

/** What an IF, a loop or WAIT asks: a value, or an action such as `(File.IfFile.Exists File: Path)`. */
export type Condition = Expression | ActionCall;

/** What all rows have. */
export interface StatementNode extends RobinNode {
  /** Line of the row's first word, 1-based; CR, LF and CRLF end a line. */
  readonly line: number;
  /** Switched off in the designer: the row does not run, and the rows inside a disabled block run as if it were not there. */
  readonly disabled: boolean;
  /** The `@@` lines above the row. They hold display copies of arguments, so a literal can occur twice. */
  readonly annotations: readonly Annotation[];
  /** The `ON ERROR` parts behind the row; on a block with an action as its condition they belong to that action. */
  readonly handlers: readonly ErrorHandler[];
}

/** `@@name: 'value'` or `@@'quoted name': 'value'`. */
export interface Annotation extends RobinNode {
  readonly name: string;
  readonly line: number;
  readonly value: Expression;
}

/** `ON ERROR [Name] [REPEAT n TIMES WAIT n]` and its rows; several parts can share one END. */
export interface ErrorHandler extends RobinNode {
  readonly line: number;
  /** The error it is for; absent for all. */
  readonly error: string | undefined;
  readonly arguments: readonly Argument[];
  readonly retry: Retry | undefined;
  readonly body: readonly Statement[];
}

/** How often, and after which time, an action is tried again. */
export interface Retry extends RobinNode {
  readonly times: Expression;
  /** Seconds between two attempts. */
  readonly wait: Expression | undefined;
}

/** A row that runs an action. */
export interface ActionStatement extends StatementNode {
  readonly kind: "action";
  readonly call: ActionCall;
}

/** `SET Name TO value` */
export interface SetStatement extends StatementNode {
  readonly kind: "set";
  readonly target: Target;
  readonly value: Expression;
}

/** `IF … THEN … ELSE … END` */
export interface IfStatement extends StatementNode {
  readonly kind: "if";
  /** IF, then every ELSE IF, then ELSE. */
  readonly branches: readonly IfBranch[];
}

/** A condition and what runs when it holds. */
export interface IfBranch extends RobinNode {
  readonly line: number;
  /** Absent for ELSE. */
  readonly condition: Condition | undefined;
  readonly body: readonly Statement[];
}

/** `SWITCH … CASE … DEFAULT … END` */
export interface SwitchStatement extends StatementNode {
  readonly kind: "switch";
  readonly value: Expression;
  /** Rows before the first CASE: comments, if anything. */
  readonly before: readonly Statement[];
  /** In order; DEFAULT included. */
  readonly cases: readonly SwitchCase[];
}

/** A case and what runs when it fits. */
export interface SwitchCase extends RobinNode {
  readonly line: number;
  /** Absent for DEFAULT. */
  readonly test: CaseTest | undefined;
  readonly body: readonly Statement[];
}

/** What a case compares with. */
export interface CaseTest {
  /** Absent where none is written. */
  readonly operator: "=" | "<>" | "<" | ">" | "<=" | ">=" | undefined;
  readonly value: Expression;
}

/** `LOOP Index FROM 1 TO 10 STEP 1`. */
export interface RangeLoop extends StatementNode {
  readonly kind: "loop-range";
  readonly variable: Target | undefined;
  readonly from: Expression;
  readonly to: Expression;
  readonly step: Expression | undefined;
  readonly body: readonly Statement[];
}

/** `LOOP FOREACH Item IN List`. */
export interface EachLoop extends StatementNode {
  readonly kind: "loop-each";
  readonly variable: Target;
  readonly source: Expression;
  readonly body: readonly Statement[];
}

/** `LOOP WHILE (A) < (B)`. */
export interface WhileLoop extends StatementNode {
  readonly kind: "loop-while";
  readonly condition: Condition;
  readonly body: readonly Statement[];
}

/** `BLOCK Name` with its `ON BLOCK ERROR` part. */
export interface BlockStatement extends StatementNode {
  readonly kind: "block";
  /** Empty where the block has none. */
  readonly name: string;
  /** In order; the designer has one for each error that it tells apart, and one for all others. */
  readonly blockHandlers: readonly BlockHandler[];
  readonly body: readonly Statement[];
}

/** `ON BLOCK ERROR all`, `ON BLOCK ERROR 'Business exception' IsUserDefinedErrorCode: True`. */
export interface BlockHandler extends RobinNode {
  readonly line: number;
  /** The error it is for; absent for all. */
  readonly error: string | undefined;
  readonly arguments: readonly Argument[];
  /** `all`: logic errors of the flow too. */
  readonly all: boolean;
  readonly retry: Retry | undefined;
  readonly body: readonly Statement[];
}

/** `EXIT LOOP`, `NEXT LOOP`, `EXIT FUNCTION`, `THROW ERROR`, `REPEAT BLOCK`, `REPEAT ACTION`. */
export interface SimpleStatement extends StatementNode {
  readonly kind: "exit-loop" | "next-loop" | "exit-function" | "throw-error" | "repeat-block" | "repeat-action";
}

/** `EXIT Code: 1 ErrorMessage: text`. */
export interface ExitStatement extends StatementNode {
  readonly kind: "exit";
  readonly arguments: readonly Argument[];
}

/** `LABEL Name` */
export interface LabelStatement extends StatementNode {
  readonly kind: "label" | "goto";
  readonly name: string;
}

/** `WAIT 5`, or `WAIT (action) FOR 30`. */
export interface WaitStatement extends StatementNode {
  readonly kind: "wait";
  readonly condition: Condition;
  /** Seconds after which waiting for the action fails. */
  readonly timeout: Expression | undefined;
}

/** `CALL Subflow Input: value Output=> Variable`. */
export interface CallStatement extends StatementNode {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly outputs: readonly Output[];
}

/** `ERROR => Variable Reset: True`: reads the last error. */
export interface LastErrorStatement extends StatementNode {
  readonly kind: "last-error";
  readonly target: Target;
  readonly arguments: readonly Argument[];
}

/** `# text` or `/# text #/`; a row like any other. */
export interface CommentStatement extends StatementNode {
  readonly kind: "comment";
  /** Without the marks; a line comment is trimmed, a block comment is as written. */
  readonly text: string;
  readonly block: boolean;
}

/** `**REGION name` and `**ENDREGION`. Regions may cut across blocks, so they are marks rather than containers. */
export interface RegionStatement extends StatementNode {
  readonly kind: "region" | "end-region";
  /** Empty for the end. */
  readonly name: string;
}

/** `@@` lines that are before END, ELSE or the like, where no row can carry them. */
export interface LooseAnnotations extends StatementNode {
  readonly kind: "annotations";
}

/** A disabled `END` without a disabled block to close: a leftover of copying rows, without effect. */
export interface LooseEnd extends StatementNode {
  readonly kind: "end";
}

/** A row, or the rest of one, that could not be read. */
export interface ErrorStatement extends StatementNode {
  readonly kind: "error";
  readonly message: string;
  /** The source of the node; empty where something is missing. */
  readonly text: string;
}

/** A row, with all that is in its block. */
export type Statement =
  | ActionStatement
  | SetStatement
  | IfStatement
  | SwitchStatement
  | RangeLoop
  | EachLoop
  | WhileLoop
  | BlockStatement
  | SimpleStatement
  | ExitStatement
  | LabelStatement
  | WaitStatement
  | CallStatement
  | LastErrorStatement
  | CommentStatement
  | RegionStatement
  | LooseAnnotations
  | LooseEnd
  | ErrorStatement;

/**
 * `FUNCTION Name GLOBAL … END FUNCTION`: a subflow. A global one shares the variables of the flow; one without that word is local and has variables
 * of its own, and inputs and outputs: `FUNCTION Name Input, OUTPUT Output`.
 */
export interface FunctionDefinition extends RobinNode {
  readonly kind: "function";
  readonly name: string;
  readonly line: number;
  readonly global: boolean;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The list of its own sensitive variables, which a local subflow has in its first line; undefined where none is written. */
  readonly sensitive: SensitiveList | undefined;
  readonly body: readonly Statement[];
}

/** `@SENSITIVE: [A, B]` of a local subflow. */
export interface SensitiveList extends RobinNode {
  readonly names: readonly SensitiveName[];
}

/** `IMPORT 'controlRepo.appmask' AS appmask`. */
export interface ImportLine extends RobinNode {
  readonly line: number;
  readonly file: string;
  readonly alias: string;
}

/** One name of `@SENSITIVE: [A, B]`. */
export interface SensitiveName extends RobinNode {
  readonly name: string;
}

/** `@INPUT Name : { 'Type': 'String', … }` or `@OUTPUT …`. */
export interface Declaration extends RobinNode {
  readonly direction: "input" | "output";
  readonly line: number;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** An object, unless it could not be read. */
  readonly properties: Expression;
}

/** The lines above the main flow, each kind in order of appearance. `header.ts` reads them. */
export interface ScriptHeader {
  /** `@@ConnectionString`, `@@Type`, `@@DesktopType`, `@@DisplayName`. */
  readonly metadata: readonly Annotation[];
  readonly imports: readonly ImportLine[];
  /** Everything on the flow's one list: inputs, outputs and ordinary variables. */
  readonly sensitive: readonly SensitiveName[];
  readonly declarations: readonly Declaration[];
}

/** One thing that is wrong; the parser reports at most one a row. */
export interface SyntaxProblem extends RobinNode {
  /** A full sentence for a maker, without any text of the script other than keywords and names. */
  readonly message: string;
  /** Line of `start`, 1-based. */
  readonly line: number;
}

/** A whole script: a flow, or the text of one subflow as copied from the designer. */
export interface Script extends RobinNode {
  readonly header: ScriptHeader;
  /** Everything outside of functions. */
  readonly main: readonly Statement[];
  readonly functions: readonly FunctionDefinition[];
  /** In order of appearance; each has its node in the tree. */
  readonly problems: readonly SyntaxProblem[];
  /** Clipboard form: the text behind the script, from `# [ControlRepository]…` or the first `{` line on. */
  readonly repository?: RobinNode;
}
