import { permits } from '../../domain/decision/compile.ts';
import type { CancelPolicy, FactDeclaration } from '../../domain/policy.ts';
import { decide } from '../decide.ts';
import type { Inquiry } from './inquiry.ts';
import type { Finding } from './types.ts';

/** Facts by which the right of withdrawal goes, and of which type it reads them. */
const readByLaw: Record<string, FactDeclaration['type'][]> = {
  country: ['string'],
  region: ['string'],
  business: ['boolean'],
  informed: ['boolean'],
  informedAt: ['instant', 'string'],
};

/**
 * Where the shop's own terms stand beside the consumer's right of withdrawal, and give less (EU-11): who takes the shop's way is
 * worse off than the law has it.
 */
export function laneFindings(inquiry: Inquiry): Finding[] {
  const policy = inquiry.policies[0] as CancelPolicy;
  if (!policy.withdrawal) return [];
  return [...misread(policy), ...worseTerms(inquiry, policy)];
}

function misread({ facts = {} }: CancelPolicy): Finding[] {
  return Object.entries(facts).flatMap(([name, { type }]): Finding[] => {
    const wanted = Object.hasOwn(readByLaw, name) ? readByLaw[name] : undefined;
    if (!wanted || wanted.includes(type)) return [];
    return [
      {
        ...{
          code: 'statutory-conflict',
          severity: 'error',
          ruleId: null,
          path: ['facts', name, 'type'],
          witness: null,
        },
        message: `The right of withdrawal reads the fact \`${name}\` as ${wanted[0]}, and the policy declares it as ${type}.`,
      },
    ];
  });
}

function worseTerms(inquiry: Inquiry, policy: CancelPolicy): Finding[] {
  const buyers = inquiry.settings.filter(({ actor, asked, fate }) => actor === 'buyer' && !asked && fate === 'open');
  return (inquiry.programs[0]?.rules ?? []).flatMap((rule): Finding[] => {
    const { fee, method, keeps = [] } = rule.then.refund ?? policy.refund ?? {};
    const less = [
      ...(fee ? ['charges a fee'] : []),
      ...(method !== undefined && method !== 'original' ? [`gives the money back as \`${method}\``] : []),
      ...(keeps.length > 0 ? [`keeps ${keeps.map((kind) => `\`${kind}\``).join(', ')}`] : []),
    ];
    if (less.length === 0 || !permits(rule.then)) return [];
    const shown = inquiry.ask(buyers, (setting) => inquiry.goalsFor(setting, rule), [rule]);
    if (!shown || shown === 'undecided') return [];
    const { order, context } = shown.witness;
    if (!decide(policy, order, context).withdrawal) return [];
    const path = rule.then.refund ? ['rules', rule.index, 'then', 'refund'] : ['refund'];
    return [
      {
        ...{ code: 'statutory-conflict', severity: 'warning', ruleId: rule.id, path, witness: shown.witness },
        message: `Rule \`${rule.id}\` ${less.join(' and ')} where the buyer may withdraw by law, which costs nothing and is paid back by the means of payment.`,
      },
    ];
  });
}
