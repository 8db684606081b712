import type { CredentialMatch } from "../../secrets/credential.ts";
import type { ComponentKind } from "../../source/component-kind.ts";
import type { Place } from "../../source/place.ts";
import type { WorkspaceProblem } from "../workspace/workspace.ts";

/** A credential in a text component that the analysis does not read otherwise. */
export interface OtherCredential {
  readonly match: CredentialMatch;
  readonly place: Place;
  readonly kind: ComponentKind;
  /** What holds it, in a maker's words: `web resource`. */
  readonly what: string;
  /** It is the value of a setting or a column, not a part of a longer text. */
  readonly isSetting: boolean;
  /** It is commented out, or noted down. */
  readonly inComment?: true;
  /** It is in what the component's maker wrote about it: `name` and `what` are those of the component. */
  readonly inDescription?: true;
  /** It is in a file that deploys something else than the logic apps that it lies beside. */
  readonly isOnlyBeside?: true;
  /** What its maker calls it; the name of the file where nothing tells. */
  readonly name: string;
}

/** What the components hold that nothing else reads. */
export interface OtherComponents {
  readonly credentials: readonly OtherCredential[];
  /** Those of them that could not be read. */
  readonly problems: readonly WorkspaceProblem[];
}
