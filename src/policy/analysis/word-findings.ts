import type { CancelPolicy, ReasonList, RefundTerms, Verdict } from '../../domain/policy.ts';
import { unmetDemands } from '../demands.ts';
import { listed } from './sentences.ts';
import type { Path } from './tree.ts';
import type { AnalysisOptions, Finding } from './types.ts';
import { type CodeKind, wordedCodes, wordedLanguages } from './worded-codes.ts';

interface Use {
  kind: CodeKind;
  code: string;
  path: Path;
  ruleId: string | null;
}

/** Every code of a policy that people are told in words. */
function* usesOf({ rules, otherwise, refund, reasons, lifecycle, disputes }: CancelPolicy): Generator<Use> {
  const use = (kind: CodeKind, code: string, path: Path, ruleId: string | null = null): Use => ({
    kind,
    code,
    path,
    ruleId,
  });
  function* ofRefund(terms: RefundTerms | undefined, path: Path, ruleId: string | null = null): Generator<Use> {
    if (!terms) return;
    yield use('methods', terms.method, [...path, 'method'], ruleId);
    for (const [index, code] of (terms.choices ?? []).entries())
      yield use('methods', code, [...path, 'choices', index], ruleId);
  }
  function* ofVerdict(then: Verdict, path: Path, ruleId: string | null): Generator<Use> {
    yield use('reasons', then.reason, [...path, 'reason'], ruleId);
    for (const kind of ['alternatives', 'advice'] as const) {
      for (const [index, code] of (then[kind] ?? []).entries()) yield use(kind, code, [...path, kind, index], ruleId);
    }
    yield* ofRefund(then.refund, [...path, 'refund'], ruleId);
  }
  function* ofList(list: ReasonList | undefined, path: Path): Generator<Use> {
    for (const [index, { code }] of (list?.choices ?? []).entries())
      yield use('choices', code, [...path, 'choices', index, 'code']);
  }
  for (const [index, { id, then }] of rules.entries()) yield* ofVerdict(then, ['rules', index, 'then'], id);
  yield* ofVerdict(otherwise, ['otherwise'], null);
  yield* ofRefund(refund, ['refund']);
  for (const [role, list] of Object.entries(reasons)) yield* ofList(list, ['reasons', role]);
  yield* ofList(lifecycle?.declineReasons, ['lifecycle', 'declineReasons']);
  for (const [name, route] of Object.entries(disputes?.routes ?? {})) {
    for (const kind of ['risk', 'time', 'cost'] as const) {
      const code = route[kind];
      if (code !== undefined) yield use(kind, code, ['disputes', 'routes', name, kind]);
    }
  }
}

/** `de` for `de-AT`. */
const base = (tag: string): string => tag.toLowerCase().split('-')[0] as string;

/** Codes that nothing words in a language: people get a general sentence in their place. */
export function wordingFindings(policy: CancelPolicy, { languages }: AnalysisOptions): Finding[] {
  const { messages = {} } = policy;
  const asked = languages ?? [...new Set(['en', ...Object.keys(messages)])];
  const isWorded = (kind: CodeKind, code: string, language: string): boolean => {
    const tag = Object.keys(messages).find((name) => name.toLowerCase() === language.toLowerCase());
    const own = [tag, base(language)].some(
      (name) => name !== undefined && messages[name] && Object.hasOwn(messages[name], code),
    );
    return own || (wordedLanguages.includes(base(language)) && wordedCodes[kind].includes(code));
  };
  const seen = new Set<string>();
  return [...usesOf(policy)].flatMap(({ kind, code, path, ruleId }): Finding[] => {
    const lacking = asked.filter((language) => !isWorded(kind, code, language));
    const key = `${kind} ${code}`;
    if (lacking.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        ...{ code: 'code-without-wording', severity: 'warning', ruleId, path, witness: null },
        message: `Nothing words the code \`${code}\` in ${listed(lacking)}: people get a general sentence. Add it to \`messages\`.`,
      },
    ];
  });
}

/** Ways on that lead somewhere without a link of the policy's: the parties have addresses, and requests are answered in place. */
const ownWay = ['contact-seller', 'contact-buyer'];

/** Alternatives that have no link. */
export function linkFindings(policy: CancelPolicy): Finding[] {
  const { links = {}, lifecycle, disputes, notices } = policy;
  const opens: Record<string, boolean> = {
    escalate: lifecycle?.escalation !== undefined,
    dispute: (lifecycle?.disputes ?? []).length > 0,
    return: disputes?.routes.return !== undefined,
    'file-alert': Object.keys(notices ?? {}).length > 0,
  };
  const seen = new Set<string>();
  return [...usesOf(policy)].flatMap(({ kind, code, path, ruleId }): Finding[] => {
    if (kind !== 'alternatives' || Object.hasOwn(links, code) || ownWay.includes(code) || opens[code] || seen.has(code))
      return [];
    seen.add(code);
    return [
      {
        ...{ code: 'alternative-without-link', severity: 'note', ruleId, path, witness: null },
        message: `The alternative \`${code}\` leads nowhere: \`links\` has no address for it, so it is a sentence without a link.`,
      },
    ];
  });
}

/** What the policy asks for and the shop cannot do. */
export function capabilityFindings(policy: CancelPolicy, { capabilities }: AnalysisOptions): Finding[] {
  return unmetDemands(policy, capabilities?.lacks ?? []).map(({ lack, path }) => {
    const [first, index] = path;
    const ruleId = first === 'rules' ? (policy.rules[index as number]?.id ?? null) : null;
    return {
      ...{ code: 'capability-lacking', severity: 'error', ruleId, path, witness: null },
      message: `The shop cannot do what \`${path.join('.')}\` asks for: it lacks \`${lack}\`.`,
    };
  });
}
