import { policyHash } from '../domain/policy-hash.ts';
import { isWithheld } from './chain.ts';
import { html, type Markup, type Part, ranges, said, table } from './html.ts';
import type { EvidencePacket, PacketReport, PolicyFinding } from './packet.ts';
import type { Wording } from './wording.ts';

type Json = Record<string, unknown>;

/** The policies that applied: which they were, and those of their rules, sections and texts that matter here (DP-12). */
export function policySection(packet: EvidencePacket, { policies }: PacketReport, wording: Wording): Markup {
  const { word } = wording;
  if (policies.length === 0) return html`<p>${word('packet.none')}</p>`;
  const byHash = new Map(packet.policies.map((policy) => [policyHash(policy), policy as unknown as Json]));
  return html`${policies.map((finding) => {
    const policy = byHash.get(finding.hash);
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

function contentOf(packet: EvidencePacket, finding: PolicyFinding, policy: Json, { word, lang }: Wording): Markup {
  const named = namedIn(packet, finding);
  const rules = objectsOf(policy.rules).filter(({ id }) => typeof id === 'string' && named.has(id));
  const { sections } = objectOf(policy.disputes);
  const topics = Object.entries(objectOf(sections));
  const texts = Object.entries(textsOf(policy, lang)).filter(([code]) => isAbout(code, rules, named));
  const part = (title: 'packet.rules' | 'packet.sections' | 'packet.policy-texts', content: Part): Markup =>
    html`<h3>${word(title)}</h3>
${content}
`;
  return html`${
    rules.length > 0
      ? part(
          'packet.rules',
          table(
            [word('packet.rule'), word('packet.source'), word('packet.condition'), word('packet.outcome')],
            rules.map(({ id, source, when, then }) => [said(id), said(source), written(when), written(then)]),
          ),
        )
      : ''
  }${
    topics.length > 0
      ? part(
          'packet.sections',
          table(
            [word('packet.topic'), word('packet.section')],
            topics.map(([topic, section]) => [said(topic), said(section)]),
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
