/** Collections that state many forms. */
export const gitleaks = "https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml";
/** A folder, with a file for each service. */
export const kingfisher = "https://github.com/mongodb/kingfisher/tree/main/crates/kingfisher-rules/data/rules";
