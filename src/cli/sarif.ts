import { pathToFileURL } from 'url';
import { ownPackage } from './own-package';
import { ReportedFinding, ReportedRule } from './reported-finding';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Where the rules of a command are explained. */
export interface RuleBook {
  readonly rules: readonly ReportedRule[];
  /** The page in the repository, for example `docs/policy-rules.md`. */
  readonly page: string;
}

/**
 * Findings as services for code scanning take them.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(findings: readonly ReportedFinding[], book: RuleBook): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(ids, book) },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, ids)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function driver(ids: readonly string[], { rules, page: file }: RuleBook): object {
  const { name, version, repository } = ownPackage();
  const page = `${repository.url.replace(/^git\+|\.git$/g, '')}/blob/main/${file}`;
  return {
    name,
    version,
    informationUri: page,
    rules: ids.map((id) =>
      descriptor(
        id,
        rules.find((rule) => rule.id === id),
        page,
      ),
    ),
  };
}

function descriptor(id: string, rule: ReportedRule | undefined, page: string): object {
  const { what = id, why = '', severity = 'error', accessAnalyzer = [], securitySeverity } = rule ?? {};
  const help = why === '' ? what : `${what}\n\n${why}`;
  return {
    id,
    name: id,
    shortDescription: { text: what },
    fullDescription: { text: help },
    help: { text: help, markdown: `${help}\n\n[${id}](${page}#${id.toLowerCase()})` },
    helpUri: `${page}#${id.toLowerCase()}`,
    defaultConfiguration: { level: severity },
    properties: {
      tags: ['security', ...accessAnalyzer],
      ...(securitySeverity === undefined ? {} : { 'security-severity': securitySeverity }),
    },
  };
}

function result(finding: ReportedFinding, ids: readonly string[]): object {
  const { rule, severity, message, accessAnalyzer } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: message },
    locations: [location(finding)],
    ...(accessAnalyzer === undefined ? {} : { properties: { accessAnalyzer } }),
  };
}

function location({ file = 'standard-input', line = 1, column = 1, address, path }: ReportedFinding): object {
  const name = [address, path].filter(Boolean).join(' ');
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
    ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name }] }),
  };
}

/** A relative file stays relative, as code scanning wants it. */
function uriOf(file: string): string {
  const here = pathToFileURL('./').href;
  const uri = pathToFileURL(file).href;
  return uri.startsWith(here) ? uri.slice(here.length) : uri;
}
