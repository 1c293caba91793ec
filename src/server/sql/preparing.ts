/** So many statements are prepared at most; what is asked beyond them is planned each time. */
const most = 300;

/** Of all connections: a statement has one name. */
const names = new Map<string, string>();

function nameOf(statement: string): string | undefined {
  const known = names.get(statement);
  if (known !== undefined || names.size >= most) return known;
  const name = `oc_${names.size + 1}`;
  names.set(statement, name);
  return name;
}

// biome-ignore lint/suspicious/noExplicitAny: what a mixin extends has to take any arguments
type ClientClass = new (...given: any[]) => { query(...given: any[]): any };

/**
 * A `Client` of the package `pg` whose connections plan each statement once, which is most of what a short one costs:
 * `new pg.Pool({ Client: preparing(pg.Client) })`. Not through a pool between (PgBouncer before 1.21) that gives each transaction
 * another connection.
 */
export function preparing<Class extends ClientClass>(Client: Class): Class {
  return class extends Client {
    override query(first: unknown, ...rest: unknown[]): unknown {
      const [values] = rest;
      const name = typeof first === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(first) : undefined;
      return name === undefined ? super.query(first, ...rest) : super.query({ name, text: first }, ...rest);
    }
  };
}
