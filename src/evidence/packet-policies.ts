import type { CancelPolicy } from '../domain/policy.ts';
import { own } from '../domain/values/own-member.ts';
import { policyHash } from '../domain/values/policy-hash.ts';
import { isWithheld } from './chain.ts';
import { html, type Markup, type Part, ranges, said, table } from './html.ts';
import type { EvidencePacket, PacketReport, PolicyFinding } from './packet.ts';
import { policiesByHash } from './policies-by-hash.ts';
import type { Wording } from './wording.ts';

type Json = Record<string, unknown>;

/** The policies that applied: which they were, and those of their rules, sections and texts that matter here (DP-12). */
export function policySection(packet: EvidencePacket, { policies }: PacketReport, wording: Wording): Markup {
  const { word } = wording;
  if (policies.length === 0) return html`<p>${word('packet.none')}</p>`;
  const byHash = policiesByHash(packet.policies);
  return html`${policies.map((finding) => {
    const policy = byHash.get(finding.hash) as Json | undefined;
    return html`<h3>${said(finding.reference?.id ?? policy?.id ?? finding.hash)}</h3>
<dl>
<dt>${word('packet.version')}</dt><dd>${said(finding.reference?.version ?? policy?.version)}</dd>
<dt>${word('packet.sha256')}</dt><dd><code>${finding.hash}</code></dd>
${finding.seqs.length > 0 ? html`<dt>${word('packet.applied')}</dt><dd>${ranges(finding.seqs)}</dd>` : ''}
${finding.shown.length > 0 ? html`<dt>${word('packet.shown')}</dt><dd>${ranges(finding.shown)}</dd>` : ''}
</dl>
${policy ? contentOf(packet, finding, policy, wording) : html`<p>${word('packet.missing')}</p>`}
`;
  })}`;
}

function contentOf(packet: EvidencePacket, finding: PolicyFinding, policy: Json, wording: Wording): Markup {
  const { word, lang } = wording;
  const named = namedIn(packet, finding);
  const rules = objectsOf(policy.rules).filter(({ id }) => typeof id === 'string' && named.has(id));
  const { sections } = objectOf(policy.disputes);
  const topics = Object.entries(objectOf(sections));
  const ownTexts = textsOf(policy, lang);
  const texts = Object.entries(ownTexts).filter(([code]) => isAbout(code, rules, named));
  const part = (title: 'packet.rules' | 'packet.sections' | 'packet.policy-texts', content: Part): Markup =>
    html`<h3>${word(title)}</h3>
${content}
`;
  return html`${
    rules.length > 0
      ? part(
          'packet.rules',
          rules.map((rule) => ruleArticle(rule, ownTexts, wording)),
        )
      : ''
  }${
    topics.length > 0
      ? part(
          'packet.sections',
          table(
            [word('packet.topic'), word('packet.section')],
            topics.map(([topic, section]) => sectionRow(topic, section)),
          ),
        )
      : ''
  }${
    texts.length > 0
      ? part(
          'packet.policy-texts',
          table(
            [word('packet.name'), word('packet.text')],
            texts.map(([code, text]) => [said(code), said(text)]),
          ),
        )
      : ''
  }`;
}

/** What a rule says in words, as far as there are any, before how the policy has it. */
function ruleArticle(rule: Json, texts: Json, { word, coded, passed }: Wording): Markup {
  const { id, source, when, then } = rule;
  const { outcome, reason } = objectOf(then);
  const why = own(texts, String(reason)) ?? passed('why', reason) ?? passed('reason', reason) ?? reason;
  return html`<article>
<h3>${word('packet.rule')}: ${said(id)}</h3>
<p>${coded('packet.outcome', outcome)} ${said(why)}</p>
${source === undefined ? '' : html`<dl><dt>${word('packet.source')}</dt><dd>${said(source)}</dd></dl>`}
<p>${word('packet.exact')}</p>
${written({ when, then })}
</article>
`;
}

/** A section of the agreement: its number, and what of it the policy quotes. */
function sectionRow(topic: string, section: unknown): Part[] {
  const { number, title, text, url } = typeof section === 'string' ? ({ number: section } as Json) : objectOf(section);
  const paragraph = (part: unknown, role: string): Part =>
    typeof part === 'string' ? html`<p class="${role}" dir="auto">${part}</p>` : '';
  return [said(topic), [said(number), paragraph(title, 'name'), paragraph(text, 'said'), paragraph(url, 'link')]];
}

/** Rules, sections and reasons that entries name: those to which this policy applied, and evidence, whatever it cites. */
function namedIn({ log }: EvidencePacket, { seqs }: PolicyFinding): Set<string> {
  const names = new Set<string>();
  for (const entry of log) {
    if (isWithheld(entry)) continue;
    for (const cite of entry.cites ?? []) names.add(cite);
    if (!seqs.includes(entry.seq)) continue;
    if (entry.ruleId) names.add(entry.ruleId);
    if (entry.reason) names.add(entry.reason);
  }
  return names;
}

/** The policy's own texts in the page's language, else in English, else in whatever it has. */
function textsOf(policy: Json, lang: string): Json {
  const messages = objectOf(policy.messages);
  const tags = [lang, lang.split('-')[0] ?? lang, 'en', ...Object.keys(messages)];
  const found = tags.find((tag) => Object.hasOwn(messages, tag));
  return found === undefined ? {} : objectOf(messages[found]);
}

/** Whether a text words something that is named here: its key ends in that, as in `reason.changed-mind`. */
function isAbout(code: string, rules: readonly Json[], named: ReadonlySet<string>): boolean {
  const reasons = rules.map(({ then }) => objectOf(then).reason);
  const words = [...named, ...reasons.filter((reason) => typeof reason === 'string')];
  return words.some((word) => code === word || code.endsWith(`.${word}`));
}

function written(value: unknown): Markup {
  return html`<pre dir="ltr">${JSON.stringify(value, null, 1) ?? ''}</pre>`;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
