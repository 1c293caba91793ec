import { answerText, differenceText } from './answer-texts.ts';
import { keyOf } from './answers.ts';
import { askedClause, clauseOf, fateClause, recordedClause } from './clauses.ts';
import { type Cube, mergeCubes } from './cubes.ts';
import type { Inquiry, Shown } from './inquiry.ts';
import type { Restriction } from './search.ts';
import { joined, listed, roleName } from './sentences.ts';
import { type Asked, type Fate, type Role, roles, type Setting } from './settings.ts';
import type { Answer, DiffRow, PolicyChange } from './types.ts';

/** One way in which orders get another answer. */
export interface Difference {
  setting: Setting;
  from: Answer;
  to: Answer;
  shown: Shown;
  cube: Restriction[];
}

/** Differences as few sentences, and as a table; with the regions that each sentence stands for. */
export function changesOf(
  inquiry: Inquiry,
  differences: readonly Difference[],
): { changes: PolicyChange[]; table: DiffRow[]; regions: Cube[][] } {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { from, to, shown } = difference;
    const key = JSON.stringify([keyOf(from), keyOf(to), shown.usual]);
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const everyStatus = [...new Set(inquiry.settings.flatMap(({ statuses }) => statuses))];
  const found = [...groups.values()].flatMap((group) =>
    gathered(inquiry, group, everyStatus).map((own) => ({
      change: changeOf(inquiry, group, own, everyStatus),
      cubes: own.cubes,
    })),
  );
  found.sort((one, other) => weightOf(one.change) - weightOf(other.change));
  const changes = found.map(({ change }) => change);
  const table = changes.flatMap(({ roles: actors, statuses, when, from, to }, change) =>
    actors.flatMap((role) =>
      statuses.flatMap((status) =>
        (when.length > 0 ? when : ['']).map((time): DiffRow => ({ role, status, time, from, to, change })),
      ),
    ),
  );
  return { changes, table, regions: found.map(({ cubes }) => cubes) };
}

/** First what people notice. */
function weightOf({ usual, roles: actors, from, to }: PolicyChange): number {
  return (
    (usual ? 0 : 4) +
    (actors.some((role) => role === 'buyer' || role === 'seller') ? 0 : 2) +
    (from.outcome === to.outcome ? 1 : 0)
  );
}

function changeOf(
  inquiry: Inquiry,
  group: readonly Difference[],
  own: Gathered,
  everyStatus: readonly string[],
): PolicyChange {
  const { cubes, actors, statuses } = own;
  const texts = cubes.map((cube) => clausesOf(inquiry, cube));
  // Where one clause says nothing, it is so of all.
  const when = texts.includes('') ? [] : [...new Set(texts)];
  const { from, to, shown } = group.find(
    ({ setting }) => actors.includes(setting.actor) && setting.statuses.some((status) => statuses.includes(status)),
  ) as Difference;
  const { witness, usual } = shown;
  return {
    ...{ roles: actors, statuses, from, to, when, usual, witness },
    sentence: `${usual ? 'For' : 'Of orders as no shop has them every day, for'} ${sentenceOf(actors, statuses, everyStatus, when, from, to)}`,
  };
}

interface Gathered {
  cubes: Cube[];
  actors: Role[];
  statuses: string[];
}

/** Cubes of one difference, joined, then gathered by whom and which statuses they are about. */
function gathered(inquiry: Inquiry, group: readonly Difference[], everyStatus: readonly string[]): Gathered[] {
  const extents = new Map([
    ['role', Number.POSITIVE_INFINITY],
    ['status', Number.POSITIVE_INFINITY],
    ['asked', new Set(inquiry.settings.map(({ asked }) => JSON.stringify(asked))).size],
    ['fate', 4],
  ]);
  const cubes = group.map(({ setting, cube }): Cube => {
    const own = new Map<string, Set<string>>([
      ['role', new Set([setting.actor])],
      ['status', new Set(setting.statuses)],
      ['asked', new Set([JSON.stringify(setting.asked)])],
      ['fate', new Set([setting.fate])],
    ]);
    for (const { key, values, extent } of cube) {
      own.set(key, new Set(values));
      extents.set(key, extent);
    }
    return own;
  });
  const found = new Map<string, Gathered>();
  for (const cube of mergeCubes(cubes, extents)) {
    const actors = roles.filter((role) => cube.get('role')?.has(role));
    const statuses = everyStatus.filter((status) => cube.get('status')?.has(status));
    const key = JSON.stringify([actors, statuses]);
    const like = found.get(key) ?? { cubes: [], actors, statuses };
    like.cubes.push(cube);
    found.set(key, like);
  }
  return [...found.values()];
}

/** Which orders a cube is about, beside role and status. */
function clausesOf({ universe, settings }: Inquiry, cube: Cube): string {
  const clauses: string[] = [];
  const asked = [...(cube.get('asked') ?? [])].map((text) => JSON.parse(text) as Asked | null);
  const fates = [...(cube.get('fate') ?? [])] as Fate[];
  if (asked.length > 0) {
    const cases = new Map(settings.map((setting) => [JSON.stringify(setting.asked), setting.asked]));
    clauses.push(askedClause(asked, [...cases.values()]));
  }
  if (fates.some((fate) => fate !== 'open')) clauses.push(fateClause(fates));
  for (const variable of universe.variables) {
    for (const [key, values] of cube) {
      const [name, slot, column] = key.split('\n');
      if (name !== variable.key) continue;
      const atom = column === undefined ? undefined : variable.atoms[Number(column)];
      if (atom) clauses.push(recordedClause(atom.condition, values.has('true')));
      else {
        const clause = clauseOf(
          variable,
          [...values].flatMap((index) => variable.regions[Number(index)] ?? []),
        );
        clauses.push(slot === '0' ? clause : `of another item, ${clause}`);
      }
    }
  }
  return joined(clauses.filter((clause) => clause !== ''));
}

function sentenceOf(
  actors: readonly Role[],
  statuses: readonly string[],
  everyStatus: readonly string[],
  when: readonly string[],
  from: Answer,
  to: Answer,
): string {
  const who = joined(actors.map((role) => roleName(role)));
  const where =
    statuses.length === everyStatus.length ? 'orders in every status' : `orders in ${listed(statuses, 'or')}`;
  const which =
    when.length === 0
      ? ''
      : `, ${when.length > 3 ? `${when.slice(0, 3).join('; or ')}; or in ${when.length - 3} more cases` : when.join('; or ')}`;
  const isSameWord = answerText(from) === answerText(to);
  const change = isSameWord
    ? `${answerText(to)} as before, with ${differenceText(from, to)}`
    : `${answerText(to)} in place of ${answerText(from)}`;
  return `${who}, ${where}${which}: ${change}.`;
}
