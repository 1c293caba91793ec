import type { Inquiry, Reply } from './inquiry.ts';
import { goalsToMatter } from './matters.ts';
import type { Goal } from './search.ts';
import type { Ruled, Setting } from './settings.ts';
import { always, type Node, never, nodesOf, type Path, withPart } from './tree.ts';
import type { Finding } from './types.ts';
import { isFalse, isTrue, isUnknown } from './variables.ts';

const isSet = <T>(value: T | null): value is T => value !== null;

/** Rules that never decide, and parts of rules that change nothing. */
export function ruleFindings(inquiry: Inquiry): Finding[] {
  const rules = inquiry.programs[0]?.rules ?? [];
  return rules.flatMap((rule) => {
    const decides = inquiry.ask(inquiry.settings, (setting) => goalsToDecide(inquiry, setting, rule), [rule]);
    if (decides === 'undecided') return [undecidedOf(rule, 'whether it ever decides')];
    if (decides === null) return [neverDecides(inquiry, rule)];
    const parts = partFindings(inquiry, rule);
    if (decides.usual) return parts;
    return [
      {
        ...about(rule, 'only-out-of-order', 'warning'),
        message: `Rule \`${rule.id}\` decides only orders as no shop has them every day: whose instants are out of order or still to come, or that lack a fact which is always recorded.`,
        witness: decides.witness,
      },
      ...parts,
    ];
  });
}

/** What has to hold so that a rule decides, and that matters to anybody. */
function goalsToDecide(inquiry: Inquiry, setting: Setting, rule: Ruled): Goal[] | null {
  const goals = inquiry.goalsFor(setting, rule);
  const matters = goals && goalsToMatter(inquiry, setting, rule);
  return matters && [...goals, ...matters];
}

function about(
  { id, index }: Ruled,
  code: Finding['code'],
  severity: Finding['severity'],
  path: Path = [],
): Omit<Finding, 'message'> {
  return { code, severity, ruleId: id, path: ['rules', index, ...path], witness: null };
}

function undecidedOf(rule: Ruled, what: string, path: Path = []): Finding {
  return {
    ...about(rule, 'not-decided', 'note', path),
    message: `Of rule \`${rule.id}\` it was not decided ${what}: there is more to look at than the bounds allow.`,
  };
}

/** Why a rule never decides. */
function neverDecides(inquiry: Inquiry, rule: Ruled): Finding {
  const alone = holdsAnywhere(inquiry, rule.node);
  if (alone === 'undecided') return undecidedOf(rule, 'why it never decides');
  if (alone === null) return contradictionOf(inquiry, rule, rule.node);
  const asked = inquiry.ask(
    inquiry.settings,
    (setting) => {
      const standing = inquiry.standingsOf(setting)?.[rule.index];
      if (!standing?.reaches) return null;
      const matters = goalsToMatter(inquiry, setting, rule);
      return matters && [{ node: standing.node, slot: 0, wanted: isTrue }, ...matters];
    },
    [],
  );
  if (asked === null) {
    return {
      ...about(rule, 'never-asked', 'error'),
      message: `Rule \`${rule.id}\` is never asked where its condition holds: of an open request only rules are asked that speak of it or are \`always\`, and what happens by itself is permitted only by rules that name \`nobody\`.`,
    };
  }
  const related = hidersOf(inquiry, rule);
  return {
    ...about(rule, 'shadowed', 'error'),
    message: `Rule \`${rule.id}\` never decides: earlier rules${related.length > 0 ? ` (${related.map((id) => `\`${id}\``).join(', ')})` : ''} answer every order of which it holds.`,
    // An order of which it holds, and that another answers.
    witness: alone.witness,
    related,
  };
}

/** The earlier rules that answer orders of which a rule holds. */
function hidersOf(inquiry: Inquiry, rule: Ruled): string[] {
  const earlier = (inquiry.programs[0]?.rules ?? []).slice(0, rule.index);
  // One is enough where it holds of all of them.
  const enough = earlier.find((other) => {
    const escapes = (setting: Setting): Goal[] | null => {
      const standings = inquiry.standingsOf(setting);
      const [own, hider] = [standings?.[rule.index], standings?.[other.index]];
      const matters = own?.reaches ? goalsToMatter(inquiry, setting, rule) : null;
      if (!own || !hider || !matters) return null;
      return [
        ...matters,
        { node: own.node, slot: 0, wanted: isTrue },
        // What reaches nothing leaves the line to later ones, but for those that merely deny.
        { node: hider.reaches || rule.then.outcome === 'none' ? hider.node : never, slot: 0, wanted: isFalse },
      ];
    };
    return inquiry.ask(inquiry.settings, escapes, []) === null;
  });
  if (enough) return [enough.id];
  return earlier.flatMap((other) => {
    const answers = inquiry.ask(
      inquiry.settings,
      (setting) => {
        const own = inquiry.standingsOf(setting)?.[rule.index];
        const goals = inquiry.goalsFor(setting, other);
        const matters = goals && goalsToMatter(inquiry, setting, rule);
        return own && matters ? [{ node: own.node, slot: 0, wanted: isTrue }, ...goals, ...matters] : null;
      },
      [other],
    );
    return answers === null ? [] : [other.id];
  });
}

/** Whether a condition is true of any order, whatever else a policy says. */
function holdsAnywhere(inquiry: Inquiry, node: Node): Reply {
  return inquiry.ask(ordinary(inquiry), () => [{ node, slot: 0, wanted: isTrue }], []);
}

const ordinary = ({ settings }: Inquiry): Setting[] => settings.filter(({ fate }) => fate === 'open');

/** The smallest part of a condition that is true of no order. */
function contradictionOf(inquiry: Inquiry, rule: Ruled, node: Node): Finding {
  if (node.op === 'all') {
    const worst = node.parts.find((part) => holdsAnywhere(inquiry, part) === null);
    if (worst) return contradictionOf(inquiry, rule, worst);
  }
  // Of what cannot hold together, only what takes part in that.
  let parts = node.op === 'all' ? node.parts : [node];
  for (const part of parts) {
    const others = parts.filter((one) => one !== part);
    if (others.length > 0 && holdsAnywhere(inquiry, { op: 'all', parts: others, path: node.path }) === null)
      parts = others;
  }
  const timed = parts.every((part) =>
    [...nodesOf(part)].every(
      ({ op, ...rest }) => op !== 'setting' && (!('atom' in rest) || isTimed(rest.atom.condition)),
    ),
  );
  const places = parts.map(({ path }) => `\`${pathText(path)}\``);
  const told = parts.length > 1 ? `${places.join(' and ')} never hold together` : `${places[0]} never holds`;
  return {
    ...about(
      rule,
      timed ? 'window-never-opens' : 'contradiction',
      'error',
      (parts.length > 1 ? node : (parts[0] as Node)).path,
    ),
    message: `Rule \`${rule.id}\` never decides: ${told}${timed ? ', as there is no instant at which the windows are open' : ''}.`,
  };
}

const isTimed = (condition: object): boolean => ['since', 'before', 'notice', 'scan'].some((word) => word in condition);

function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** Parts without which a rule decides the same. */
function partFindings(inquiry: Inquiry, rule: Ruled): Finding[] {
  const findings: Finding[] = [];
  const visit = (node: Node, negated: boolean): void => {
    if (node.op === 'not') visit(node.part, !negated);
    if (node.op !== 'all' && node.op !== 'any') return;
    for (const part of node.parts) {
      const found = node.parts.length > 1 ? partFinding(inquiry, rule, node.op, part, negated) : null;
      if (found) findings.push(found);
      else visit(part, negated);
    }
  };
  visit(rule.node, false);
  return findings;
}

function partFinding(inquiry: Inquiry, rule: Ruled, op: 'all' | 'any', part: Node, negated: boolean): Finding | null {
  const without = withPart(rule.node, part, op === 'all' ? always : never);
  // Without a part of an `all`, or of an `any` that is denied, a rule decides more; otherwise less.
  const widens = (op === 'all') !== negated;
  const [more, less] = widens ? [without, rule.node] : [rule.node, without];
  // What says who asks may be there to leave out the clock.
  const saysWho = [...nodesOf(part)].some((one) => one.op === 'setting' && one.word['actor'] !== undefined);
  const changes = inquiry.ask(
    inquiry.settings,
    (setting) => {
      const goals = inquiry.goalsBefore(setting, rule);
      // It is not asked here at all, or not of this line.
      if (!goals || inquiry.standingsOf(setting)?.[rule.index]?.node === never) return null;
      const matters = saysWho ? [] : goalsToMatter(inquiry, setting, rule);
      if (!matters) return null;
      const differs = [
        { node: more, slot: 0, wanted: isTrue },
        { node: less, slot: 0, wanted: isFalse | isUnknown },
      ];
      return [...differs, ...goals, ...matters];
    },
    [],
  );
  const path = [...part.path];
  if (changes === 'undecided') return undecidedOf(rule, `whether \`${pathText(path)}\` changes anything`, path);
  if (isSet(changes)) return null;
  const decides = op === 'any';
  return {
    ...about(rule, decides ? 'part-never-decides' : 'part-always-holds', decides ? 'warning' : 'note', path),
    message: decides
      ? `In rule \`${rule.id}\`, \`${pathText(path)}\` never decides: without it the rule answers the same orders.`
      : `In rule \`${rule.id}\`, \`${pathText(path)}\` always holds where it is asked: without it the rule answers the same orders.`,
  };
}
