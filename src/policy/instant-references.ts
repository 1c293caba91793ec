import { maxDerived } from '../domain/decision/conditions.ts';
import { type Json, membersOf } from './members.ts';

type Report = (code: string, ...path: string[]) => void;

/** Instants that are derived: of something that is there, of nothing that is derived from them, and in a zone. */
export function checkDerivedInstants(
  { instants, facts, lineFacts, timeZone }: Json,
  checkName: (name: unknown, path: string[]) => void,
  report: Report,
): void {
  const all = membersOf(instants);
  const names = Object.keys(all);
  if (names.length > maxDerived) report('too-many', 'instants');
  for (const name of names) {
    const { of, days, at, count } = membersOf(all[name]);
    checkName(of, ['instants', name, 'of']);
    if (isCircular(name, all)) report('circular', 'instants', name, 'of');
    // Without either there is nothing that would be counted.
    if (count !== undefined && days === undefined && at === undefined) report('required', 'instants', name, 'days');
  }
  // Which instant a day begins at depends on where it is read: no zone is as good as any other.
  const declarations = [facts, lineFacts].flatMap((all) => Object.values(membersOf(all)));
  const dates = declarations.some((fact) => membersOf(fact)['type'] === 'date');
  if (timeZone === undefined && (dates || names.length > 0)) report('required', 'timeZone');
}

function isCircular(name: string, instants: Json): boolean {
  let of: unknown = `instants.${name}`;
  for (let steps = 0; steps <= maxDerived; steps++) {
    const own = String(of).startsWith('instants.') ? String(of).slice('instants.'.length) : '';
    if (!own || !Object.hasOwn(instants, own)) return false;
    ({ of } = membersOf(instants[own]) as { of?: unknown });
    if (of === `instants.${name}`) return true;
  }
  return false;
}
