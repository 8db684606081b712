import { worstFirst } from "../findings/sort.ts";
import { listedFindings, reviewText } from "./display.ts";
import { repositoryPath, reviewLocation } from "./locations.ts";
import type { Reporter } from "./reporter.ts";
import { azureData, azureProperty } from "./sanitize.ts";

/**
 * Logging commands of Azure Pipelines, the worst first because its summary shows the first ten of a kind. It has no issue type for notes:
 * they are plain lines of the log.
 */
export const azure: Reporter = {
  name: "azure",
  report(result, context) {
    return worstFirst(listedFindings(result, context))
      .map((finding) => {
        const at = reviewLocation(finding.location);
        const path = repositoryPath(at, context);
        const text = `${finding.rule}: ${reviewText(finding)}`;
        if (finding.level === "note") return `note ${azureData(`${path}(${at.line},${at.column}) ${finding.code} ${text}`)}\n`;
        const properties = [
          `type=${finding.level}`,
          `sourcepath=${azureProperty(path)}`,
          `linenumber=${at.line}`,
          `columnnumber=${at.column}`,
          `code=${azureProperty(finding.code)}`,
        ];
        return `##vso[task.logissue ${properties.join(";")};]${azureData(text)}\n`;
      })
      .join("");
  },
};
