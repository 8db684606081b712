import type { Shape } from "./shape.ts";

const rules = "https://github.com/mongodb/kingfisher/tree/main/crates/kingfisher-rules/data/rules";
const gitleaks = "https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml";

/** Providers of language models. */
export const aiShapes: readonly Shape[] = [
  {
    id: "openai-key",
    label: "an OpenAI API key",
    keywords: ["sk-"],
    pattern: /sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/,
    source: gitleaks,
  },
  {
    id: "openai-key",
    label: "an OpenAI API key",
    keywords: ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"],
    pattern: /sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,74}/,
    source: gitleaks,
  },
  {
    id: "anthropic-key",
    label: "an Anthropic API key",
    keywords: ["sk-ant-"],
    pattern: /sk-ant-(?:api|admin|oat|ort)\d{0,4}-[A-Za-z0-9_-]{40,200}/,
    check: "random",
    source: `${rules}/anthropic.yml`,
  },
  {
    id: "openrouter-key",
    label: "an OpenRouter API key",
    keywords: ["sk-or-v1-"],
    pattern: /sk-or-v1-[0-9a-f]{64}/,
    source: `${rules}/openrouter.yml`,
  },
  {
    // Many services and gateways copy the form of OpenAI's keys.
    id: "sk-key",
    label: "an API key",
    keywords: ["sk-"],
    pattern: /sk-[A-Za-z0-9_-]{32,200}/,
    confidence: "medium",
    check: "generated",
    source: `${rules}/openai.yml`,
  },
  {
    id: "elevenlabs-key",
    label: "an ElevenLabs API key",
    keywords: ["sk_"],
    pattern: /sk_[0-9a-f]{48}/,
    source: `${rules}/elevenlabs.yml`,
  },
  {
    id: "hugging-face-token",
    label: "a Hugging Face access token",
    keywords: ["hf_"],
    pattern: /hf_[A-Za-z]{34}/,
    check: "mixed-case",
    source: gitleaks,
  },
  {
    id: "hugging-face-token",
    label: "a Hugging Face organization token",
    keywords: ["api_org_"],
    pattern: /api_org_[A-Za-z]{34}/,
    check: "mixed-case",
    source: gitleaks,
  },
  {
    id: "replicate-token",
    label: "a Replicate API token",
    keywords: ["r8_"],
    pattern: /r8_[A-Za-z0-9]{37}/,
    check: "random",
    source: "https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/replicate/replicate.go",
  },
  {
    id: "perplexity-key",
    label: "a Perplexity API key",
    keywords: ["pplx-"],
    pattern: /pplx-[A-Za-z0-9]{48}/,
    check: "random",
    source: gitleaks,
  },
  {
    id: "groq-key",
    label: "a Groq API key",
    keywords: ["gsk_"],
    pattern: /gsk_[A-Za-z0-9]{52}/,
    check: "random",
    source: `${rules}/groq.yml`,
  },
  {
    id: "xai-key",
    label: "an xAI API key",
    keywords: ["xai-"],
    pattern: /xai-[A-Za-z0-9]{80}/,
    check: "random",
    source: "https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/xai/xai.go",
  },
  {
    id: "langsmith-key",
    label: "a LangSmith API key",
    keywords: ["lsv2_"],
    pattern: /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/,
    source: `${rules}/langchain.yml`,
  },
  {
    id: "pinecone-key",
    label: "a Pinecone API key",
    keywords: ["pcsk_"],
    pattern: /pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}/,
    check: "random",
    source: `${rules}/pinecone.yml`,
  },
];
