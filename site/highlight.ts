import type { HLJSApi, Language } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';

/** Terraform's language, which highlight.js has not. */
function hcl(api: HLJSApi): Language {
  return {
    name: 'HCL',
    keywords: {
      keyword:
        'resource data variable output module provider terraform locals moved import removed lifecycle',
      literal: 'true false null',
    },
    contains: [
      api.HASH_COMMENT_MODE,
      api.QUOTE_STRING_MODE,
      api.NUMBER_MODE,
      { className: 'attr', begin: /^\s*[\w-]+(?=\s*=)/m },
    ],
  };
}

Object.entries({ bash, hcl, json, python, typescript, yaml }).forEach(([name, language]) =>
  hljs.registerLanguage(name, language),
);
hljs.registerAliases(['tf'], { languageName: 'hcl' });

/** Code as HTML, with its parts marked where its language is known. */
export function highlighted(code: string, language: string): string {
  if (!hljs.getLanguage(language)) return '';
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}
